import { readBaseUrl } from '../../../http/baseUrl';
import { credentialText, missing, notValid } from '../../credentialFields';
import type { CredentialFields } from '../../driver';
import { Failure } from '../../../model/failure';
import { isTimeZone } from '../../../http/timeZone';
import type { DataFormat, Variant } from '../variants';

export interface DriverConfig {
	variant: Variant;
	/** Path prefix of every endpoint, such as `/api/v0.0.1`. */
	root: string;
	username: string;
	password: string;
	format: DataFormat;
	/** Port for the PBX's reports; the login requires the field. */
	reportPort: string;
	/** IANA name of the zone in whose time the PBX writes. */
	timeZone: string;
}

/** Reads the credential's fields. */
export function readConfig(fields: CredentialFields, variant: Variant): DriverConfig | Failure {
	const baseUrl = readBaseUrl(fields.baseUrl);
	if (baseUrl instanceof Failure) return baseUrl;
	const username = credentialText(fields, 'username');
	const where = `The PBX shows it on its page ${variant.webPages.api}.`;
	if (username === '') return missing('username', 'user name of the API', where);
	const password = credentialText(fields, 'password');
	if (password === '') return missing('password', 'password of the API', where);
	const apiVersion = credentialText(fields, 'apiVersion').trim() || variant.apiVersion;
	if (!/^v\d+(\.\d+)*$/.test(apiVersion)) {
		const remedy = `It looks like ${variant.apiVersion}, which is used when none is given.`;
		return notValid('apiVersion', 'version of the API', remedy);
	}
	// Its reports and sign-in differ: a credential would half work.
	if (Number(/\d+/.exec(apiVersion)?.[0]) > 1) {
		return new Failure(
			'invalidInput',
			`Version ${apiVersion} of the API is not supported yet`,
			`Let the PBX use version 1, such as ${variant.apiVersion}.`,
			undefined,
			'apiVersion',
		);
	}
	const reportPort = credentialText(fields, 'reportPort') || '8260';
	if (!/^\d+$/.test(reportPort) || Number(reportPort) > 65535) {
		return notValid('reportPort', 'report port', 'It is a number from 1 to 65535, such as 8260.');
	}
	const timeZone = credentialText(fields, 'timeZone').trim() || 'UTC';
	if (!isTimeZone(timeZone)) {
		return notValid('timeZone', 'time zone of the PBX', 'It looks like Europe/Berlin.');
	}
	const wanted = credentialText(fields, 'dataFormat');
	const format = variant.formats.find((known) => known === wanted) ?? 'json';
	const root = `${baseUrl.prefix}/api/${apiVersion}`;
	return { variant, root, username, password, format, reportPort, timeZone };
}
