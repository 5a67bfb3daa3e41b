import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
} from 'n8n-workflow';

import { Failure } from '../../pbx/failure';
import type { Pbx } from '../../pbx/pbx';
import { openCredential, pbxApi } from './credential';
import { httpSend } from './httpSend';
import { signedSend } from './signedSend';

type Context = IExecuteFunctions | ILoadOptionsFunctions;

/** The PBX that the node's credential names. Nothing is sent yet. `timeout` in ms. */
export async function connect(context: Context, timeout?: number): Promise<Pbx | Failure> {
	const fields = await context.getCredentials<ICredentialDataDecryptedObject>(pbxApi);
	const cancelled = 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	const credential = openCredential(fields, timeout, cancelled);
	if (credential instanceof Failure) return credential;
	const send = signedSend(credential, {
		fields,
		reread: async () => await context.getCredentials<ICredentialDataDecryptedObject>(pbxApi),
		send: httpSend(plainRequest(context), credential.line),
		sendSigningIn: async (options, data) => await signingInRequest(context, options, data),
	});
	return credential.driver.connect(send);
}

function plainRequest(context: Context) {
	return async (options: IHttpRequestOptions): Promise<unknown> =>
		await context.helpers.httpRequest(options);
}

async function signingInRequest(
	context: Context,
	options: IHttpRequestOptions,
	data: ICredentialDataDecryptedObject,
): Promise<unknown> {
	// The id is not looked at: n8n stores to the credential that the node itself names.
	const credentialsDecrypted = { id: '', name: '', type: pbxApi, data };
	return await context.helpers.httpRequestWithAuthentication.call(context, pbxApi, options, {
		credentialsDecrypted,
	});
}
