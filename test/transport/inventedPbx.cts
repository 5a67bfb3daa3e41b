import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestOptions,
} from 'n8n-workflow';

import type { Authenticator, Driver, OwnSession } from '../../pbx/drivers/driver';
import { families } from '../../pbx/drivers/registry';
import type { PbxReply, Send } from '../../pbx/http/request';
import { Failure } from '../../pbx/model/failure';
import { openCredential } from '../../transport/credential';
import { testMarker } from '../../transport/credentialFields';
import { authenticate, signIn } from '../../transport/credentialHooks';
import { httpSend } from '../../transport/httpSend';
import { ownSession } from '../../transport/ownSession';
import { signedSend } from '../../transport/signedSend';
import { storedSignIn } from '../../transport/storedSignIn';

/** A request as it goes over the wire. */
export interface WireRequest {
	method: string;
	path: string;
	query: URLSearchParams;
	headers: Record<string, string>;
	body: string | undefined;
}

type Answer = { status?: number; json: unknown };

/** A family that exists only in a test: its sign-in, and the PBX that it is for. */
export interface InventedPbx {
	name: string;
	authenticator: Authenticator;
	answer: (request: WireRequest) => Answer;
}

/** One n8n with a credential for such a PBX, and every request that it sent. */
export class Installation {
	readonly requests: WireRequest[] = [];
	/** What the database holds. */
	stored: ICredentialDataDecryptedObject;

	constructor(
		private readonly pbx: InventedPbx,
		password = 'right',
	) {
		const driver: Driver = { authenticator: pbx.authenticator, connect: () => ({}) };
		const family = { label: pbx.name, open: () => driver, credentialInputs: [] };
		Object.assign(families, { [pbx.name]: family });
		this.stored = {
			pbx: pbx.name,
			baseUrl: `http://${pbx.name}.example`,
			username: 'api',
			password,
			sessionToken: '',
		};
	}

	/** What one execution sends its requests with: it reads the credential once. */
	execution(): Send {
		const credential = openCredential(this.stored);
		if (credential instanceof Failure) throw new Error(credential.message);
		return signedSend(credential, {
			fields: { ...this.stored },
			reread: async () => await Promise.resolve({ ...this.stored }),
			send: httpSend(this.httpRequest, credential.connection),
			sendSigningIn: async (options, data) => await this.signingIn(options, data),
		});
	}

	/** The session of a listener, beside the shared one. */
	ownSession(): OwnSession {
		const credential = openCredential(this.stored);
		if (credential instanceof Failure) throw new Error(credential.message);
		const send = httpSend(this.httpRequest, credential.connection);
		const reread = async () => await Promise.resolve(storedSignIn({ ...this.stored }));
		return ownSession(credential.driver.authenticator, send, reread);
	}

	/** The paths that were asked since the last call. */
	paths(): string[] {
		return this.requests.splice(0).map(({ path }) => path);
	}

	/** n8n's HTTP Request node with this credential. */
	signed(options: IHttpRequestOptions): IHttpRequestOptions {
		return authenticate({ ...this.stored }, options);
	}

	/** The button Test of the credential: n8n runs the sign-in hook first, whatever is stored. */
	async test(): Promise<unknown> {
		const data = { ...this.stored };
		await this.runHook(data);
		const request = { url: '/', headers: { [testMarker]: '1' } };
		try {
			return await this.signingIn(request, data);
		} catch (error) {
			return error;
		}
	}

	private async runHook(data: ICredentialDataDecryptedObject): Promise<void> {
		const output = (await signIn(this.httpRequest, data)) as ICredentialDataDecryptedObject;
		Object.assign(data, output);
		this.stored = { ...this.stored, ...output };
	}

	/** n8n's authenticated helper: the sign-in hook runs when signing asks for it. */
	private async signingIn(
		options: IHttpRequestOptions,
		data: ICredentialDataDecryptedObject,
	): Promise<unknown> {
		try {
			return await this.httpRequest(authenticate(data, options));
		} catch (error) {
			if (!isUnauthorized(error)) throw error;
		}
		await this.runHook(data);
		return await this.httpRequest(authenticate(data, options));
	}

	private readonly httpRequest = async (options: IHttpRequestOptions): Promise<unknown> => {
		const url = new URL(options.url);
		const request: WireRequest = {
			method: options.method ?? 'GET',
			path: url.pathname,
			query: url.searchParams,
			headers: textHeaders(options.headers ?? {}),
			body: options.body instanceof Uint8Array ? Buffer.from(options.body).toString() : undefined,
		};
		this.requests.push(request);
		const { status = 200, json } = this.pbx.answer(request);
		const body = JSON.stringify(json);
		return await Promise.resolve({ statusCode: status, headers: {}, body });
	};
}

function textHeaders(headers: IDataObject): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).flatMap(([name, value]) =>
			typeof value === 'string' ? [[name, value]] : [],
		),
	);
}

function isUnauthorized(error: unknown): boolean {
	return (error as { response?: { status?: number } }).response?.status === 401;
}

/** A field of a JSON reply, as text. */
export function field(reply: PbxReply, name: string): string | undefined {
	const value = (JSON.parse(reply.body) as IDataObject)[name];
	return typeof value === 'string' ? value : undefined;
}
