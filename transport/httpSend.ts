import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { Failure } from '../pbx/model/failure';
import { executionCancelled } from '../pbx/model/failures/general';
import { requestTarget, type PbxReply, type PbxRequest, type Send } from '../pbx/http/request';
import { maxReplyBytes } from '../pbx/http/replyLimit';
import { within } from './deadline';
import { networkFailure, noReplyInTime } from './networkFailure';

/** n8n's HTTP helper, whichever context it comes from: proxies and egress rules stay in force. */
export type HttpRequest = (options: IHttpRequestOptions) => Promise<unknown>;

export interface Connection {
	/** Scheme, host and port of the PBX. */
	origin: string;
	ignoreSslIssues: boolean;
	/** ms to wait for the reply. */
	timeoutMs: number;
	/** Aborts the request when the execution is cancelled. */
	cancelled?: AbortSignal;
}

/** Sends requests unsigned. */
export function httpSend(httpRequest: HttpRequest, connection: Connection): Send {
	return async (request) => {
		const options = httpOptions(request, connection);
		return await exchange(
			connection.origin,
			options,
			async (abortSignal) => await httpRequest({ ...options, abortSignal }),
		);
	};
}

/** The reply, within the time-out of the request and, where that comes before it, `extraMs`. */
export async function exchange(
	origin: string,
	options: IHttpRequestOptions,
	send: (signal: AbortSignal) => Promise<unknown>,
	extraMs = 0,
): Promise<PbxReply | Failure> {
	const { timeout = 0, abortSignal } = options;
	const cancelled = abortSignal instanceof AbortSignal ? abortSignal : undefined;
	try {
		const response = await within(
			{ limitMs: timeout + extraMs, cancelled },
			async (signal) => await wholeResponse(await send(signal), signal),
		);
		if (response === 'cancelled') return executionCancelled();
		return response === 'late' ? noReplyInTime(timeout) : asReply(response);
	} catch (error) {
		return networkFailure(error, origin, options);
	}
}

export function httpOptions(request: PbxRequest, connection: Connection): IHttpRequestOptions {
	return {
		method: request.method ?? 'POST',
		url: `${connection.origin}${requestTarget(request)}`,
		// A compressed reply could be a thousand times as long as it looks.
		headers: { 'Accept-Encoding': 'identity', ...request.headers },
		// As bytes: n8n's HTTP client would rewrite a text that its Content-Type calls JSON.
		body: request.body === undefined ? undefined : Buffer.from(request.body, 'utf8'),
		encoding: request.binary ? 'arraybuffer' : 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		// A redirect would carry the session to an address that was not checked.
		disableFollowRedirect: true,
		skipSslCertificateValidation: connection.ignoreSslIssues,
		timeout: request.timeoutMs ?? connection.timeoutMs,
		abortSignal: request.sendEvenWhenCancelled ? undefined : connection.cancelled,
	};
}

/** The response with its text in place of a stream, of which no more is read than the readers take. */
async function wholeResponse(response: unknown, signal: AbortSignal): Promise<unknown> {
	if (typeof response !== 'object' || response === null || !('body' in response)) return response;
	const { body } = response;
	if (!isStream(body)) return response;
	const end = () => body.destroy();
	signal.addEventListener('abort', end);
	try {
		const chunks: Uint8Array[] = [];
		let length = 0;
		// Leaving the loop destroys the stream, and with it the connection.
		for await (const chunk of body) {
			chunks.push(chunk);
			length += chunk.length;
			if (length > maxReplyBytes) break;
		}
		const text = Buffer.concat(chunks, length).toString('utf8');
		// Readers count characters, of which there may be fewer than bytes.
		return { ...response, body: length > maxReplyBytes ? text.padEnd(length) : text };
	} finally {
		signal.removeEventListener('abort', end);
	}
}

interface ByteStream extends AsyncIterable<Uint8Array> {
	destroy(): unknown;
}

function isStream(body: unknown): body is ByteStream {
	if (typeof body !== 'object' || body === null) return false;
	return Symbol.asyncIterator in body && 'destroy' in body && typeof body.destroy === 'function';
}

/** An answer in place of a file is shorter; a web page is recognised by its first bytes. */
const maxErrorBodyBytes = 4096;

/** The parts of n8n's full response that a driver reads. */
export function asReply(response: unknown): PbxReply | Failure {
	if (typeof response !== 'object' || response === null || !('statusCode' in response)) {
		return new Failure('invalidReply', 'n8n gave no HTTP response', 'Update n8n.');
	}
	const { statusCode } = response;
	const body = 'body' in response ? response.body : '';
	const headers = 'headers' in response ? response.headers : {};
	const reply = { status: Number(statusCode), headers: textHeaders(headers) };
	if (!(body instanceof Uint8Array)) {
		return { ...reply, body: typeof body === 'string' ? body : '' };
	}
	return {
		...reply,
		body: Buffer.from(body.subarray(0, maxErrorBodyBytes)).toString(),
		bytes: body,
	};
}

function textHeaders(headers: unknown): Record<string, string> {
	if (typeof headers !== 'object' || headers === null) return {};
	const entries = Object.entries(headers as IDataObject);
	return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), String(value)]));
}
