import { apiBody } from '../../http/apiBody';
import { Failure } from '../../model/failure';
import type { Recordings } from '../../model/records';
import { actions } from './wire/actions';
import type { Ask } from './wire/client';
import { explain } from './wire/errors';
import { readReply, Refusal } from './wire/reply';

/** The folder of the recordings of ordinary calls. */
const filedir = 'monitor';

/** The bytes of a recording come without an envelope; a reply in JSON says why there are none. */
export function recordings(ask: Ask): Recordings {
	return {
		async download(name) {
			const reply = await ask.file(actions.recording, { filedir, filename: name });
			if (reply instanceof Failure) return reply;
			const body = apiBody(reply);
			if (body instanceof Failure) return body;
			const answer = body.startsWith('{') ? readReply(reply) : undefined;
			if (answer instanceof Failure) return answer;
			if (answer instanceof Refusal) {
				return explain(answer, actions.recording, { recording: name });
			}
			if (answer === undefined && reply.bytes !== undefined && reply.bytes.length > 0) {
				return reply.bytes;
			}
			return new Failure(
				'invalidReply',
				`The PBX sent recording ${name} without any content`,
				'Play it on the web page of the PBX; the file may be damaged there.',
			);
		},
	};
}
