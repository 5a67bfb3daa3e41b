import { readBaseUrl } from '../../../http/baseUrl';
import { isTimeZone } from '../../../http/timeZone';
import { Failure } from '../../../model/failure';
import { credentialText, missing } from '../../credentialFields';
import type { CredentialFields } from '../../driver';

/** Where the PBX shows the Client ID and its secret, and where it takes the address for its events. */
export const apiPage = 'Integrations > API';

export interface DriverConfig {
	/** Scheme, host and port of the PBX. */
	origin: string;
	/** Path in front of the PBX's own ones; empty for most. */
	prefix: string;
	/** Path prefix of every endpoint, such as `/openapi/v1.0`. */
	root: string;
	clientId: string;
	clientSecret: string;
	/** IANA name of the zone in which times are shown: the PBX names none. */
	timeZone: string;
}

/** Reads the credential's fields. */
export function readConfig(fields: CredentialFields): DriverConfig | Failure {
	const baseUrl = readBaseUrl(fields.baseUrl);
	if (baseUrl instanceof Failure) return baseUrl;
	const where = `The PBX shows it on its page ${apiPage}.`;
	const clientId = credentialText(fields, 'clientId').trim();
	if (clientId === '') return missing('clientId', 'Client ID', where);
	const clientSecret = credentialText(fields, 'clientSecret').trim();
	if (clientSecret === '') return missing('clientSecret', 'Client Secret', where);
	const timeZone = credentialText(fields, 'timeZone').trim();
	// People also paste the address with the API's own path.
	const prefix = baseUrl.prefix.replace(/\/openapi(\/v[\d.]+)?$/i, '');
	return {
		origin: baseUrl.origin,
		prefix,
		root: `${prefix}/openapi/v1.0`,
		clientId,
		clientSecret,
		timeZone: isTimeZone(timeZone) ? timeZone : 'UTC',
	};
}
