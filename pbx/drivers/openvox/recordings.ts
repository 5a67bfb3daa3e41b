import { Failure } from '../../model/failure';
import type { Recordings } from '../../model/records';
import { downloadEndpoints, type Download } from './wire/download';
import { explain } from './wire/errors';
import { Refusal } from './wire/reply';

/** Download recording files (manual: API Interface Examples). */
export function recordings(download: Download): Recordings {
	return {
		async download(name) {
			const reply = await download(downloadEndpoints.recording, { recording: name });
			if (reply instanceof Failure) return reply;
			if (reply instanceof Refusal) return explain(reply.errno, { recording: name });
			if (reply.bytes !== undefined && reply.bytes.length > 0) return reply.bytes;
			return new Failure(
				'invalidReply',
				`The PBX sent recording ${name} without any content`,
				'Play it on the web page of the PBX; the file may be damaged there.',
			);
		},
	};
}
