import { field, type Endpoints } from '../apiCall.cts';
import { errno } from '../http/errno.cts';
import { file, refused, success } from '../http/replyValue.cts';

/** Manual "Download recording files". */
export const recordingTickets: Endpoints = {
	'recording/get_random': {
		required: ['recording'],
		answer(call, { archive }) {
			const recording = field(call, 'recording');
			if (!archive.recordings.has(recording)) {
				return Promise.resolve(refused(errno.recordingGone));
			}
			return Promise.resolve(success({ recording, random: archive.ticketFor(recording) }));
		},
	},
};

export const recordingDownload: Endpoints = {
	'recording/download': {
		required: ['recording', 'random'],
		answer(call, { archive }) {
			const recording = field(call, 'recording');
			const bytes = archive.recordings.get(recording);
			if (!archive.redeem(field(call, 'random'), recording, 'once')) {
				return Promise.resolve(refused(errno.recordingRandomInvalid));
			}
			return Promise.resolve(bytes ? file('audio/x-wav', bytes) : refused(errno.recordingGone));
		},
	},
};
