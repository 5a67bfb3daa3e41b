import { Failure } from '../../../pbx/model/failure';
import type { ReportAddress } from '../../../pbx/model/events';

interface Url {
	scheme: string;
	host: string;
	port: number;
	/** With its leading slash; empty when there is none. */
	path: string;
}

const thisMachine = /^(localhost|127(\.\d+){3}|0\.0\.0\.0|\[::1?\])$/i;

/**
 * Where the PBX is to send its reports: the address of n8n's webhook, or what the user says instead of
 * its host and port. The PBX speaks plain HTTP, and a name for the own machine means another one there.
 */
export function reportAddress(
	webhookUrl: string,
	key: string,
	override: string,
	pbxOrigin: string,
): ReportAddress | Failure {
	const own = readUrl(webhookUrl);
	if (!own) {
		return new Failure(
			'invalidInput',
			`n8n's webhook address is not one: ${webhookUrl.slice(0, 100)}`,
			"Set WEBHOOK_URL of n8n, or enter host and port in 'Report Address Override'.",
		);
	}
	const keyed = { ...own, path: own.path.replace(/:key$/, key) };
	if (override !== '') return overridden(keyed, override);
	if (own.scheme === 'https')
		return unreachable('is https, and a PBX reports over plain HTTP only');
	const pbxHost = readUrl(pbxOrigin)?.host ?? '';
	if (thisMachine.test(own.host) && !thisMachine.test(pbxHost)) {
		return unreachable(`is ${own.host}, which means another machine to the PBX`);
	}
	return toReportAddress(keyed);
}

function overridden(own: Url, override: string): ReportAddress | Failure {
	const url = readUrl(/^[a-z]+:\/\//i.test(override) ? override : `http://${override}`);
	if (!url || url.scheme !== 'http') {
		return new Failure(
			'invalidInput',
			url
				? "'Report Address Override' is https, and a PBX reports over plain HTTP only"
				: "'Report Address Override' is not an address",
			'Enter host and port of n8n as the PBX reaches them over plain HTTP, such as 192.168.1.20:5678.',
		);
	}
	// n8n's own path is the last four segments; before them stands what its public address adds.
	const path = own.path.split('/').slice(-4).join('/');
	return toReportAddress({ ...url, path: `${url.path.replace(/\/+$/, '')}/${path}` });
}

function unreachable(why: string): Failure {
	return new Failure(
		'invalidInput',
		`The PBX cannot reach n8n's webhook address: it ${why}`,
		"Enter host and port of n8n as the PBX reaches them over plain HTTP in the option 'Report Address Override', such as 192.168.1.20:5678.",
	);
}

function readUrl(text: string): Url | undefined {
	const parts = /^(https?):\/\/(\[[0-9a-f:.]+\]|[^\s/:?#@[\]]+)(?::(\d{1,5}))?(\/[^\s?#]*)?$/i.exec(
		text.trim(),
	);
	if (!parts) return undefined;
	const [, scheme = '', host = '', port, path = ''] = parts;
	const usual = scheme.toLowerCase() === 'https' ? 443 : 80;
	const number = port === undefined ? usual : Number(port);
	if (number < 1 || number > 65535) return undefined;
	return { scheme: scheme.toLowerCase(), host, port: number, path };
}

function toReportAddress({ host, port, path }: Url): ReportAddress {
	return { host, port, path };
}
