import type { PbxModel, Unsupported } from '../../../model/pbxModel.cts';
import {
	field,
	type ApiCall,
	type Endpoint,
	type Endpoints,
	type YeastarPPbx,
} from '../apiCall.cts';
import { callIdOf, findChannel, type Found } from '../channel.cts';
import { refused, success, wrongField, type Answer } from '../http/answer.cts';

type Done = 'done' | 'noCall' | Unsupported;

/** `answered`: only a channel that has been picked up. */
function onChannel(
	which: 'any' | 'answered',
	act: (model: PbxModel, channel: string) => Promise<Done>,
): Endpoint {
	return {
		method: 'POST',
		required: ['channel_id'],
		async answer(call, { model }) {
			const found = await findChannel(model, field(call, 'channel_id'));
			if (!found) return refused('70130');
			const { state, channel } = found.end;
			const isAnswered = state === 'talking' || state === 'onHold';
			if (which === 'answered' && !isAnswered) return refused('70132');
			switch (await act(model, channel)) {
				case 'done':
					return success({ call_id: callIdOf(found) });
				case 'noCall':
					return refused('70130');
				case 'unsupported':
					return refused('70132');
			}
		},
	};
}

function holding(onOff: 'on' | 'off'): Endpoint {
	const endpoint = onChannel('answered', (model, channel) => model.holdChannel(channel, onOff));
	return {
		...endpoint,
		async answer(call, pbx) {
			const answer = await endpoint.answer(call, pbx);
			const isPlain = answer.outcome === 'success' && pbx.switches.holdReply === 'plain';
			return isPlain ? success() : answer;
		},
	};
}

/** `channel_id` is the member that moves: the other one hands the call on. */
async function transferBlind(call: ApiCall, found: Found, pbx: YeastarPPbx): Promise<Answer> {
	if (found.is === 'supervisor' || !found.other) return refused('70132');
	const permission = field(call, 'dial_permission');
	if (!(await isExtension(permission, pbx.model))) {
		return wrongField('dial_permission', permission);
	}
	const to = field(call, 'number');
	const transferor = found.other.number;
	switch (await pbx.model.transfer({ callId: found.call.id, transferor, to })) {
		case 'done':
			return success({ call_id: found.call.id });
		case 'noCall':
			return refused('70132');
		case 'noExtension':
			return wrongField('number', to);
	}
}

/** Two requests: the first one names the target, the second one what becomes of the consultation. */
async function transferAttended(call: ApiCall, found: Found, pbx: YeastarPPbx): Promise<Answer> {
	const { model, switches } = pbx;
	const { channel } = found.end;
	const operation = field(call, 'attended_operate');
	const callId = callIdOf(found);
	if (operation === '') {
		const to = field(call, 'number');
		if (to === '') return wrongField('number', '');
		if (!(await isExtension(field(call, 'dial_permission'), model))) {
			return wrongField('dial_permission', field(call, 'dial_permission'));
		}
		switch (await model.consult(channel, to)) {
			case 'done':
				return success({ call_id: callId });
			case 'noExtension':
				return wrongField('number', to);
			case 'noCall':
			case 'unsupported':
				return refused('70132');
		}
	}
	// A call of three and swapping are not simulated.
	if (operation !== 'complete' && operation !== 'abort') {
		return wrongField('attended_operate', operation);
	}
	const isEarly = (await model.consultationOf(channel)) === 'ringing';
	if (operation === 'complete' && isEarly && switches.earlyComplete !== 'success') {
		return refused(switches.earlyComplete);
	}
	const ended = await model.endConsultation(channel, operation);
	return ended === 'done' ? success({ call_id: callId }) : refused('70132');
}

/** `channel_id` is the member that is parked (guide: Park a Call). */
const park: Endpoint = {
	method: 'POST',
	required: ['channel_id'],
	async answer(call, { model }) {
		const found = await findChannel(model, field(call, 'channel_id'));
		if (!found) return refused('70130');
		const parked = await model.parkChannel(found.end.channel, field(call, 'parking_slot'));
		if (parked === 'noSlot') return refused('10009');
		if (typeof parked === 'string') return refused('70132');
		return success({ call_id: parked.callId, parking_slot: parked.slot });
	},
};

/** Seconds after which the PBX gives a parked call back. */
const parkTime = 60;

const parkStatus: Endpoint = {
	method: 'GET',
	required: [],
	async answer(_call, { model }) {
		const data = (await model.parkedCalls()).map(({ slot, parker, parked, channel }) => ({
			parker,
			parked_party: parked,
			parking_slot: slot,
			park_time: parkTime,
			channel_id: channel,
		}));
		return success({ data });
	},
};

async function isExtension(number: string, model: PbxModel): Promise<boolean> {
	return (await model.extensions()).some((each) => each.number === number);
}

export const callControl: Endpoints = {
	'call/hangup': onChannel('any', (model, channel) => model.hangUpChannel(channel)),
	'call/hold': holding('on'),
	'call/unhold': holding('off'),
	'call/mute': onChannel('answered', (model, channel) => model.muteChannel(channel, 'on')),
	'call/unmute': onChannel('answered', (model, channel) => model.muteChannel(channel, 'off')),
	'call/transfer': {
		method: 'POST',
		required: ['type', 'channel_id'],
		async answer(call, pbx) {
			const found = await findChannel(pbx.model, field(call, 'channel_id'));
			if (!found) return refused('70130');
			switch (field(call, 'type')) {
				case 'attended':
					return transferAttended(call, found, pbx);
				case 'blind':
					if (field(call, 'number') === '') return wrongField('number', '');
					return transferBlind(call, found, pbx);
				default:
					return wrongField('type', field(call, 'type'));
			}
		},
	},
	'call/park': park,
	'call/park_status': parkStatus,
};
