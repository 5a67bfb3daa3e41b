import {
	field,
	type ApiCall,
	type Endpoint,
	type Endpoints,
	type YeastarPPbx,
} from '../apiCall.cts';
import type { StoredCall } from '../archive.cts';
import { callIdOf, findChannel } from '../channel.cts';
import { refused, success, wrongField } from '../http/answer.cts';

/** By its name, or by the id of its call record. */
function recordingOf(call: ApiCall, { archive }: YeastarPPbx): string | undefined {
	const [file, id] = [field(call, 'file'), field(call, 'id')];
	const isWanted = (stored: StoredCall) =>
		file === '' ? String(stored.id) === id : stored.recording === file;
	const recording = archive.calls.find(isWanted)?.recording;
	return recording === '' ? undefined : recording;
}

/** `channel_id`: the member that wants it (guide: Pause Call Recording). */
function pausing(onOff: 'on' | 'off'): Endpoint {
	return {
		method: 'POST',
		required: ['channel_id'],
		async answer(call, { model, switches, pausedRecordings }) {
			const found = await findChannel(model, field(call, 'channel_id'));
			if (!found) return refused('70130');
			if (found.end.state === 'calling' || found.end.state === 'ringing') return refused('70132');
			const isRecorded = switches.recordings === 'on';
			if (!isRecorded && switches.notRecorded !== 'success') return refused(switches.notRecorded);
			const callId = callIdOf(found);
			if (isRecorded && onOff === 'on') pausedRecordings.add(callId);
			else pausedRecordings.delete(callId);
			return success({ call_id: callId });
		},
	};
}

/** Two steps: this names an address, which gives the file to whoever has a token. */
export const recordings: Endpoints = {
	'call/record_pause': pausing('on'),
	'call/record_unpause': pausing('off'),
	'recording/download': {
		method: 'GET',
		required: [],
		answer(call, pbx) {
			if (field(call, 'file') === '' && field(call, 'id') === '') {
				return Promise.resolve(wrongField('file', ''));
			}
			const file = recordingOf(call, pbx);
			if (file === undefined) return Promise.resolve(refused('60001'));
			const path = pbx.archive.addressOf(file);
			const address = pbx.switches.downloadAddress === 'path' ? path : `${call.origin}${path}`;
			return Promise.resolve(success({ file, download_resource_url: address }));
		},
	},
	'recording/list': {
		method: 'GET',
		required: [],
		answer(_call, { archive }) {
			const data = archive.calls
				.filter(({ recording }) => recording !== '')
				.map(({ id, recording, talkS }) => ({ id, file: recording, duration: talkS }));
			return Promise.resolve(success({ total_number: data.length, data }));
		},
	},
};
