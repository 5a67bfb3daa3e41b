import { readBaseUrl } from '../../../http/baseUrl';
import { isTimeZone } from '../../../http/timeZone';
import { Failure } from '../../../model/failure';
import { credentialText, missing, notValid } from '../../credentialFields';
import type { CredentialFields } from '../../driver';

/** Where the administrator finds the API user, in today's firmware. */
export const apiPage = 'Other Features > API Configuration > HTTPS API Settings (New)';

export interface DriverConfig {
	/** Path of the one endpoint, `/api` on the PBX itself. */
	path: string;
	username: string;
	password: string;
	/** IANA name of the zone in whose time the PBX writes. */
	timeZone: string;
}

/** Reads the credential's fields. */
export function readConfig(fields: CredentialFields): DriverConfig | Failure {
	const baseUrl = readBaseUrl(fields.baseUrl);
	if (baseUrl instanceof Failure) return baseUrl;
	const where = `The PBX shows it on its page ${apiPage}.`;
	const username = credentialText(fields, 'username');
	if (username === '') return missing('username', 'user name of the API', where);
	const password = credentialText(fields, 'password');
	if (password === '') return missing('password', 'password of the API', where);
	const timeZone = credentialText(fields, 'timeZone').trim() || 'UTC';
	if (!isTimeZone(timeZone)) {
		return notValid('timeZone', 'time zone of the PBX', 'It looks like Europe/Berlin.');
	}
	return { path: `${baseUrl.prefix}/api`, username, password, timeZone };
}
