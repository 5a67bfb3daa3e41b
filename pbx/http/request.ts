import type { Failure } from '../model/failure';

/** One HTTP request to a PBX, not signed yet. */
export interface PbxRequest {
	/** `GET`: a download; absent: POST. */
	method?: 'GET';
	/** Path below the origin of the Base URL, such as `/api/v0.0.1/extension/whisper`. */
	path: string;
	/** Query parameters in the order in which they go over the wire. */
	query: ReadonlyArray<readonly [name: string, value: string]>;
	headers: Readonly<Record<string, string>>;
	/** The body as it goes over the wire; absent: no body. */
	body?: string;
	/** Whether the reply is a file; otherwise text. */
	binary?: boolean;
	/** ms to wait for the reply, where it differs from the usual. */
	timeoutMs?: number;
	/** Whether it goes out even when the execution is cancelled, because it cleans up after it. */
	sendEvenWhenCancelled?: boolean;
}

/** What came back, whatever the HTTP status. */
export interface PbxReply {
	status: number;
	/** Header names in lower case. */
	headers: Readonly<Record<string, string>>;
	/** The text; of a file its beginning, by which an answer in place of the file is recognised. */
	body: string;
	/** The whole file, where one was expected. */
	bytes?: Uint8Array;
}

/** Sends a request and returns the reply; a request without a whole reply is a failure. */
export type Send = (request: PbxRequest) => Promise<PbxReply | Failure>;

/** The target of the request line: path and query, each value escaped. */
export function requestTarget(request: PbxRequest): string {
	if (request.query.length === 0) return request.path;
	const query = request.query.map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
	return `${request.path}?${query.join('&')}`;
}
