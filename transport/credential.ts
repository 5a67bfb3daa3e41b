import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { readBaseUrl } from '../pbx/http/baseUrl';
import type { Driver } from '../pbx/drivers/driver';
import { Failure } from '../pbx/model/failure';
import { openDriver } from '../pbx/drivers/openDriver';
import { defaultTimeoutMs } from './credentialFields';
import type { Connection } from './httpSend';

/** Name of the credential type. */
export const pbxApi = 'pbxApi';

/** A credential that was read: the driver it names and the connection to the PBX. */
export interface OpenCredential {
	driver: Driver;
	connection: Connection;
}

export function openCredential(
	fields: ICredentialDataDecryptedObject,
	timeoutMs = defaultTimeoutMs,
	cancelled?: AbortSignal,
): OpenCredential | Failure {
	const driver = openDriver(fields);
	if (driver instanceof Failure) return driver;
	const baseUrl = readBaseUrl(fields.baseUrl);
	if (baseUrl instanceof Failure) return baseUrl;
	const ignoreSslIssues = fields.ignoreSslIssues === true;
	return { driver, connection: { origin: baseUrl.origin, ignoreSslIssues, timeoutMs, cancelled } };
}
