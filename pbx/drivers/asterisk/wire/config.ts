import { readBaseUrl } from '../../../http/baseUrl';
import { credentialText } from '../../credentialText';
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

/** Reads the credential's fields; what cannot be right is a failure that names the field. */
export function readConfig(fields: CredentialFields): DriverConfig | Failure {
	const baseUrl = readBaseUrl(fields.baseUrl);
	if (baseUrl instanceof Failure) return baseUrl;
	const username = credentialText(fields, 'username');
	if (username === '') return missing('Manager User');
	const secret = credentialText(fields, 'password');
	if (secret === '') return missing('Secret');
	const tenantPrefix = credentialText(fields, 'tenantPrefix').trim();
	if (!/^[\w.-]*$/.test(tenantPrefix)) {
		return badField('Tenant Prefix', 'enter it as in T2_, or leave it empty.');
	}
	const context = credentialText(fields, 'dialplanContext').trim() || 'from-internal';
	if (!/^[\w.-]+$/.test(context)) {
		return badField('Dialplan Context', 'enter it as in from-internal.');
	}
	// People also paste the address of one of the PBX's three faces.
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

function missing(name: string): Failure {
	return new Failure(
		'invalidInput',
		`The credential has no ${name}`,
		`Enter the ${name} from manager.conf of the PBX (FreePBX: Settings > Asterisk Manager Users).`,
	);
}

function badField(name: string, remedy: string): Failure {
	return new Failure(
		'invalidInput',
		`The '${name}' of the credential is not valid`,
		`In the credential, ${remedy}`,
	);
}
