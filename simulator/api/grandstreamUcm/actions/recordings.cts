import { field, type Actions } from '../apiCall.cts';
import { done, file, refused } from '../wire/answer.cts';
import { status } from '../wire/status.cts';

export const recordings: Actions = {
	getRecordInfosByCall: {
		required: ['id'],
		answer(call, { archive }) {
			const recordfiles = archive.row(field(call, 'id'))?.recordfiles;
			return Promise.resolve(
				recordfiles === undefined ? refused(status.noSuchEntry) : done({ recordfiles }),
			);
		},
	},
	/** The bytes of a file; a refusal is JSON. */
	recapi: {
		required: ['filedir', 'filename'],
		answer(call, { archive }) {
			const bytes = archive.recordings.get(field(call, 'filename'));
			const isThere = field(call, 'filedir') === 'monitor' && bytes !== undefined;
			return Promise.resolve(isThere ? file('audio/x-wav', bytes) : refused(status.noSuchEntry));
		},
	},
};
