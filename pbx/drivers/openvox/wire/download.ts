import { Failure } from '../../../model/failure';
import { apiBody } from '../../../http/apiBody';
import type { PbxReply, Send } from '../../../http/request';
import { text } from '../../../http/tree';
import { createClient } from './client';
import { endpoints, type Endpoint } from './endpoints';
import { readReply, Refusal } from './reply';
import type { DriverConfig } from './config';

export interface DownloadEndpoint {
	/** Gives a random string that opens the link for 30 seconds. */
	random: Endpoint;
	/** Path of the link below `/api/{version}/`. */
	path: string;
	binary?: boolean;
}

export const downloadEndpoints = {
	callRecords: { random: endpoints.callRecordsRandom, path: 'cdr/download' },
	recording: {
		random: endpoints.recordingRandom,
		path: 'recording/download',
		binary: true,
	},
} as const satisfies Record<string, DownloadEndpoint>;

/**
 * Fetches a file (manual: Download call records, Download recording files). The link carries the
 * token, so it stays between the PBX and us.
 */
export type Download = (
	endpoint: DownloadEndpoint,
	fields: Record<string, string>,
) => Promise<PbxReply | Refusal | Failure>;

export function createDownload(send: Send, config: DriverConfig): Download {
	const ask = createClient(send, config);
	return async ({ random: randomEndpoint, path, binary }, fields) => {
		const answer = await ask.raw(randomEndpoint, fields);
		if (answer instanceof Failure || answer instanceof Refusal) return answer;
		const random = text(answer, 'random');
		if (random === '') return noRandom();
		const reply = await send({
			method: 'GET',
			path: `${config.root}/${path}`,
			query: [...Object.entries(fields), ['random', random]],
			headers: {},
			binary,
		});
		if (reply instanceof Failure) return reply;
		const body = apiBody(reply);
		if (body instanceof Failure) return body;
		// An answer in place of the file says why there is none.
		const refusal = body.startsWith('{') ? readReply(reply) : undefined;
		if (refusal instanceof Refusal || refusal instanceof Failure) return refusal;
		return reply;
	};
}

function noRandom(): Failure {
	return new Failure(
		'invalidReply',
		'The PBX accepted the download but gave no link to it',
		'Try again; if it persists, restart the API on the PBX.',
	);
}
