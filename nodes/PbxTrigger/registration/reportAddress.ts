import { Failure } from '../../../pbx/model/failure';
import type { ReportAddress } from '../../../pbx/model/events';
import { fieldLabels } from '../labels';

interface Url {
	scheme: string;
	host: string;
	port: number;
	/** With its leading slash; empty when there is none. */
	path: string;
}

const ownMachine = /^(localhost|127(\.\d+){3}|0\.0\.0\.0|\[::1?\])$/i;

/**
 * The address to which the PBX sends its reports: that of n8n's webhook, with another host and port where
 * the user enters them. The PBX speaks plain HTTP, and a name for the own machine means another one there.
 */
export function reportAddress(
	webhookUrl: string,
	key: string,
	override: string,
	pbxOrigin: string,
): ReportAddress | Failure {
	const own = readUrl(webhookUrl);
	if (!own) {
		return notUsable(
			`n8n's webhook URL is invalid: ${webhookUrl.slice(0, 100)}`,
			'Set WEBHOOK_URL of n8n, or use another host and port.',
		);
	}
	const keyed = { ...own, path: own.path.replace(/:key$/, key) };
	if (override !== '') return overridden(keyed, override);
	if (own.scheme === 'https') return unreachable(`is https, ${plainHttpOnly}`);
	const pbxHost = readUrl(pbxOrigin)?.host ?? '';
	if (ownMachine.test(own.host) && !ownMachine.test(pbxHost)) {
		return unreachable(`is ${own.host}, which means another machine to the PBX`);
	}
	return toReportAddress(keyed);
}

function overridden(own: Url, override: string): ReportAddress | Failure {
	const url = readUrl(/^[a-z]+:\/\//i.test(override) ? override : `http://${override}`);
	if (!url || url.scheme !== 'http') {
		const label = `'${fieldLabels.reportAddressOverride}'`;
		return notUsable(
			url ? `${label} is https, ${plainHttpOnly}` : `${label} is not an address`,
			hostAndPort,
		);
	}
	// n8n's own path is the last four segments; before them stands what its public address adds.
	const path = own.path.split('/').slice(-4).join('/');
	return toReportAddress({ ...url, path: `${url.path.replace(/\/+$/, '')}/${path}` });
}

const plainHttpOnly = 'and a PBX reports over plain HTTP only';

const hostAndPort =
	'The PBX needs a host and port at which it reaches n8n over plain HTTP, such as 192.168.1.20:5678.';

function unreachable(reason: string): Failure {
	return notUsable(`The PBX cannot reach n8n's webhook URL: it ${reason}`, hostAndPort);
}

function notUsable(message: string, remedy: string): Failure {
	return new Failure('invalidInput', message, remedy, undefined, 'reportAddress');
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
