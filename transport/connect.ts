import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	ITriggerFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import { Failure } from '../pbx/model/failure';
import type { Pbx } from '../pbx/model/pbx';
import { clockUntil } from './clock';
import { defaultTimeoutMs, openCredential, pbxApi } from './credential';
import { httpSend } from './httpSend';
import { signedSend } from './signedSend';

export type Context =
	| IExecuteFunctions
	| ILoadOptionsFunctions
	| IHookFunctions
	| ITriggerFunctions
	| IWebhookFunctions;

/** The PBX of the node's credential, waiting up to `timeout` ms for each reply. */
export type PbxWithTimeout = (timeout?: number) => Pbx | Failure;

/** Reads the node's credential, once for all items. Nothing is sent yet. */
export async function connect(context: Context): Promise<PbxWithTimeout> {
	const fields = await context.getCredentials<ICredentialDataDecryptedObject>(pbxApi);
	const lines = new Map<number, Pbx | Failure>();
	return (timeout = defaultTimeoutMs) => {
		const open = lines.get(timeout) ?? openPbx(context, fields, timeout);
		lines.set(timeout, open);
		return open;
	};
}

function openPbx(
	context: Context,
	fields: ICredentialDataDecryptedObject,
	timeout: number,
): Pbx | Failure {
	const cancelled =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	// Records and clocks of a PBX name no zone.
	const timeZone = fields.timeZone || context.getTimezone();
	const credential = openCredential({ ...fields, timeZone }, timeout, cancelled);
	if (credential instanceof Failure) return credential;
	const send = signedSend(credential, {
		fields,
		reread: async () => await context.getCredentials<ICredentialDataDecryptedObject>(pbxApi),
		send: httpSend(
			async (options) => await context.helpers.httpRequest(options),
			credential.connection,
		),
		sendSigningIn: async (options, data) => await signingInRequest(context, options, data),
	});
	return credential.driver.connect(send, clockUntil(cancelled));
}

async function signingInRequest(
	context: Context,
	options: IHttpRequestOptions,
	data: ICredentialDataDecryptedObject,
): Promise<unknown> {
	// n8n takes only the data from here; it stores to the credential that the node itself names.
	const credentialsDecrypted = { id: '', name: '', type: pbxApi, data };
	return await context.helpers.httpRequestWithAuthentication.call(context, pbxApi, options, {
		credentialsDecrypted,
	});
}
