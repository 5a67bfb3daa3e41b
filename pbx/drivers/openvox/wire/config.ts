import { readBaseUrl } from '../../../http/baseUrl';
import { credentialText } from '../../credentialText';
import type { CredentialFields } from '../../driver';
import { Failure } from '../../../model/failure';
import { isTimeZone } from '../../../http/timeZone';

export type DataFormat = 'json' | 'xml';

/** What differs between the PBXs that speak this dialect. */
export interface Variant {
	/** How the PBX is called in messages. */
	name: string;
	/** The version segment of the path when the credential leaves it empty. */
	apiVersion: string;
	formats: readonly DataFormat[];
	/** Where the administrator finds API user and password, and the settings of an extension. */
	webPages: { api: string; extensions: string };
}

export const openVoxUc: Variant = {
	name: 'OpenVox UC',
	apiVersion: 'v0.0.1',
	formats: ['json', 'xml'],
	webPages: { api: 'PBX > Tools > API', extensions: 'PBX > Extensions' },
};

export const yeastarV1: Variant = {
	name: 'Yeastar',
	apiVersion: 'v1.1.0',
	formats: ['json'],
	webPages: {
		api: 'Settings > PBX > General > API',
		extensions: 'Settings > PBX > Extensions > edit > Features',
	},
};

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

/** Reads the credential's fields; what cannot be right is a failure that names the field. */
export function readConfig(fields: CredentialFields, variant: Variant): DriverConfig | Failure {
	const baseUrl = readBaseUrl(fields.baseUrl);
	if (baseUrl instanceof Failure) return baseUrl;
	const username = credentialText(fields, 'username');
	if (username === '') return missing('User Name', variant);
	const password = credentialText(fields, 'password');
	if (password === '') return missing('Password', variant);
	const apiVersion = credentialText(fields, 'apiVersion').trim() || variant.apiVersion;
	if (!/^v\d+(\.\d+)*$/.test(apiVersion)) {
		return badField('API Version', `enter it as in ${variant.apiVersion}, or leave it empty.`);
	}
	const reportPort = credentialText(fields, 'reportPort') || '8260';
	if (!/^\d+$/.test(reportPort) || Number(reportPort) > 65535) {
		return badField('Report Port', 'enter a port number from 1 to 65535, such as 8260.');
	}
	const timeZone = credentialText(fields, 'timeZone').trim() || 'UTC';
	if (!isTimeZone(timeZone)) {
		return badField('PBX Time Zone', 'enter it as in Europe/Berlin, or leave it empty.');
	}
	const wanted = credentialText(fields, 'dataFormat');
	const format = variant.formats.find((known) => known === wanted) ?? 'json';
	const root = `${baseUrl.prefix}/api/${apiVersion}`;
	return { variant, root, username, password, format, reportPort, timeZone };
}

function missing(name: string, variant: Variant): Failure {
	return new Failure(
		'invalidInput',
		`The credential has no ${name}`,
		`Enter the ${name} that the PBX shows on its page ${variant.webPages.api}.`,
	);
}

function badField(name: string, remedy: string): Failure {
	return new Failure(
		'invalidInput',
		`The '${name}' of the credential is not valid`,
		`In the credential, ${remedy}`,
	);
}
