import { readBaseUrl } from '../../../http/baseUrl';
import { credentialText, missing, notValid } from '../../credentialFields';
import type { CredentialFields } from '../../driver';
import { Failure } from '../../../model/failure';

/**
 * The part of Asterisk that talks to the phones; channel names begin with it. The old chan_sip, gone
 * since Asterisk 21, was not tried.
 */
export const technology = 'PJSIP';

export interface DriverConfig {
	/** Scheme, host and port of the PBX. */
	origin: string;
	/** Path of AMI over HTTP with XML replies, such as `/asterisk/mxml`. */
	path: string;
	/** The manager user, and its secret. */
	username: string;
	secret: string;
	/** What stands before the number in the names of a tenant's phones, such as `T2_`. */
	tenantPrefix: string;
	/** The dialplan context in which extensions dial. */
	context: string;
}

/** Reads the credential's fields. */
export function readConfig(fields: CredentialFields): DriverConfig | Failure {
	const baseUrl = readBaseUrl(fields.baseUrl, { https: 8089, http: 8088 });
	if (baseUrl instanceof Failure) return baseUrl;
	const username = credentialText(fields, 'username');
	if (username === '') return missing('username', 'manager user', whereToFind('name'));
	const secret = credentialText(fields, 'password');
	if (secret === '')
		return missing('password', 'secret of the manager user', whereToFind('secret'));
	const tenantPrefix = credentialText(fields, 'tenantPrefix').trim();
	if (!/^[\w.-]*$/.test(tenantPrefix)) {
		return notValid(
			'tenantPrefix',
			'tenant prefix',
			'Letters, digits, dots, hyphens and underscores are allowed, as in T2_; most PBXs need none.',
		);
	}
	const context = credentialText(fields, 'dialplanContext').trim() || 'from-internal';
	if (!/^[\w.-]+$/.test(context)) {
		return notValid(
			'dialplanContext',
			'dialplan context',
			'Letters, digits, dots, hyphens and underscores are allowed, as in from-internal.',
		);
	}
	// People also paste the address of one of the three formats of AMI over HTTP.
	const prefix = baseUrl.prefix.replace(/\/(mxml|rawman|manager)$/i, '');
	const { origin } = baseUrl;
	return { origin, path: `${prefix}/mxml`, username, secret, tenantPrefix, context };
}

/** Name of an extension's phone, such as `PJSIP/1001`. */
export function phone({ tenantPrefix }: DriverConfig, extension: string): string {
	return `${technology}/${tenantPrefix}${extension}`;
}

/** The extension of a phone's name; undefined for trunks and everything else that is no extension. */
export function extensionOf(settings: DriverConfig, device: string): string | undefined {
	const start = phone(settings, '');
	const number = device.startsWith(start) ? device.slice(start.length) : '';
	return /^\d+$/.test(number) ? number : undefined;
}

/** The extension of a queue's member: `PJSIP/1002`, `Local/1002@from-queue/n` or `hint:1002@ext-local`. */
export function memberExtension(settings: DriverConfig, member: string): string | undefined {
	return extensionOf(settings, member) ?? /^(?:Local\/|hint:)(\d+)@/.exec(member)?.[1];
}

function whereToFind(what: string): string {
	return `The ${what} is in manager.conf of the PBX (FreePBX: Settings > Asterisk Manager Users).`;
}
