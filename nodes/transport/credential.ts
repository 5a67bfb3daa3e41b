import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { readBaseUrl } from '../../pbx/baseUrl';
import type { Driver } from '../../pbx/driver';
import { Failure } from '../../pbx/failure';
import { openDriver } from '../../pbx/families';
import type { Line } from './httpSend';

/** Name of the credential type. */
export const pbxApi = 'pbxApi';

/** ms that a sign-in or a query may take. */
export const defaultTimeout = 10_000;

/** A credential that was read: the driver it names and the line to the PBX. */
export interface OpenCredential {
	driver: Driver;
	line: Line;
}

export function openCredential(
	fields: ICredentialDataDecryptedObject,
	timeout = defaultTimeout,
	cancelled?: AbortSignal,
): OpenCredential | Failure {
	const driver = openDriver(fields);
	if (driver instanceof Failure) return driver;
	const baseUrl = readBaseUrl(fields.baseUrl);
	if (baseUrl instanceof Failure) return baseUrl;
	const ignoreSslIssues = fields.ignoreSslIssues === true;
	return { driver, line: { origin: baseUrl.origin, ignoreSslIssues, timeout, cancelled } };
}
