import { apiBody } from '../../http/apiBody';
import type { Send } from '../../http/request';
import { text } from '../../http/tree';
import { Failure } from '../../model/failure';
import type { Recordings } from '../../model/records';
import { commandOnOwnChannel } from './callState/ownChannel';
import { changedNothing, type Ask } from './wire/client';
import type { DriverConfig } from './wire/config';
import { endpoints, userAgent } from './wire/endpoints';
import { explain, recordingNotFound } from './wire/errors';
import { readReply, Refusal } from './wire/reply';

/**
 * Recordings (guide: Download a Recording File; Pause Call Recording, Unpause Call Recording). For a
 * download a link is asked for, and then its file.
 */
export function recordings(ask: Ask, send: Send, config: DriverConfig): Recordings {
	return {
		pause: commandOnOwnChannel(ask, endpoints.pauseRecording, ['talking', 'held']),
		resume: commandOnOwnChannel(ask, endpoints.resumeRecording, ['talking', 'held']),

		async download(name) {
			const answer = await ask(endpoints.recording, { file: name }, { recording: name });
			if (answer instanceof Failure) return answer;
			const link = readLink(text(answer, 'download_resource_url'), config);
			if (link instanceof Failure) return link;
			const reply = await send({ method: 'GET', ...link, headers: userAgent, binary: true });
			if (reply instanceof Failure) return changedNothing(reply);
			if (reply.status === 404) return recordingNotFound(name, '404');
			const body = apiBody(reply);
			if (body instanceof Failure) return changedNothing(body);
			// An answer in place of the file says why there is none.
			const refusal = body.startsWith('{') ? readReply(reply) : undefined;
			if (refusal instanceof Refusal) return explain(refusal, { recording: name });
			if (refusal instanceof Failure) return refusal;
			return reply.bytes ?? recordingNotFound(name);
		},
	};
}

/** The link is signed with the token, so it must lead to the PBX itself. */
function readLink(link: string, { origin, prefix }: DriverConfig) {
	const isOwn = link.toLowerCase().startsWith(`${origin.toLowerCase()}/`);
	const target = isOwn
		? link.slice(origin.length)
		: `${prefix}${link.startsWith('/') ? '' : '/'}${link}`;
	if (link === '' || (!isOwn && /^([a-z]+:|\/\/)/i.test(link))) {
		return new Failure(
			'invalidReply',
			'The PBX gave no link to the recording at its own address',
			'Use the address that the PBX names in its links, or try again.',
			undefined,
			'baseUrl',
		);
	}
	const [path = '', search = ''] = target.split(/\?(.*)/s);
	const pairs = search === '' ? [] : search.split('&').map((pair) => pair.split(/=(.*)/s));
	const query = pairs.map(([name = '', value = '']) => [name, decoded(value)] as const);
	return { path, query };
}

function decoded(value: string): string {
	try {
		return decodeURIComponent(value);
	} catch {
		return value;
	}
}
