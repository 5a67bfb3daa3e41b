import { Failure } from '../../failure';
import type { Recordings } from '../../pbx';
import { pages, type Download } from './download';
import { explain } from './errorNumbers';
import { Refusal } from './reply';

/** Download recording files (manual: API Interface Examples). */
export function recordings(download: Download): Recordings {
	return {
		async download(name) {
			const reply = await download(pages.recording, { recording: name });
			if (reply instanceof Failure) return reply;
			if (reply instanceof Refusal) return explain(reply.errno, `Recording ${name}`);
			if (reply.bytes !== undefined && reply.bytes.length > 0) return reply.bytes;
			return new Failure(
				'badReply',
				`The PBX sent recording ${name} without any content`,
				'Play it on the web page of the PBX; the file may be damaged there.',
			);
		},
	};
}
