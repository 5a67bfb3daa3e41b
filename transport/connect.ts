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
import { openCredential, pbxApi } from './credential';
import { defaultTimeoutMs } from './credentialFields';
import { httpSend } from './httpSend';
import { signedSend } from './signedSend';
import { storedSignIn } from './storedSignIn';

export type Context =
	| IExecuteFunctions
	| ILoadOptionsFunctions
	| IHookFunctions
	| ITriggerFunctions
	| IWebhookFunctions;

export interface OpenedPbx {
	pbx: Pbx;
	/** Names the credential as it was read, and the time-out: executions with the same key may share queries. */
	key: string;
}

/** The PBX of the node's credential, with the longest wait for each reply. */
export type PbxWithTimeout = (timeoutMs?: number) => OpenedPbx | Failure;

/** Reads the node's credential, once for all items. Nothing is sent yet. */
export async function connect(context: Context): Promise<PbxWithTimeout> {
	const fields = await context.getCredentials<ICredentialDataDecryptedObject>(pbxApi);
	const opened = new Map<number, OpenedPbx | Failure>();
	const credential = `${context.getNode().credentials?.[pbxApi]?.id} ${storedSignIn(fields).fingerprint}`;
	return (timeoutMs = defaultTimeoutMs) => {
		const known = opened.get(timeoutMs);
		if (known) return known;
		const pbx = openPbx(context, fields, timeoutMs);
		const result = pbx instanceof Failure ? pbx : { pbx, key: `${credential} ${timeoutMs}` };
		opened.set(timeoutMs, result);
		return result;
	};
}

function openPbx(
	context: Context,
	fields: ICredentialDataDecryptedObject,
	timeoutMs: number,
): Pbx | Failure {
	const cancelled =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	const timeZone = timeZoneOf(fields, context);
	const credential = openCredential({ ...fields, timeZone }, timeoutMs, cancelled);
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

/** The zone in which the PBX writes its times, which name none: the credential's, or the workflow's. */
export function timeZoneOf(
	fields: ICredentialDataDecryptedObject,
	context: Pick<Context, 'getTimezone'>,
): string {
	const { timeZone } = fields;
	return typeof timeZone === 'string' && timeZone !== '' ? timeZone : context.getTimezone();
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
