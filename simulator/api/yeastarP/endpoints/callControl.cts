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
	const extensions = await pbx.model.extensions();
	if (!extensions.some(({ number }) => number === permission)) {
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

export const callControl: Endpoints = {
	'call/hangup': onChannel('any', (model, channel) => model.hangUpChannel(channel)),
	'call/hold': holding('on'),
	'call/unhold': holding('off'),
	'call/mute': onChannel('answered', (model, channel) => model.muteChannel(channel, 'on')),
	'call/unmute': onChannel('answered', (model, channel) => model.muteChannel(channel, 'off')),
	'call/transfer': {
		method: 'POST',
		required: ['type', 'channel_id', 'number'],
		async answer(call, pbx) {
			const found = await findChannel(pbx.model, field(call, 'channel_id'));
			if (!found) return refused('70130');
			// The attended transfer is not simulated.
			if (field(call, 'type') !== 'blind') return wrongField('type', field(call, 'type'));
			return transferBlind(call, found, pbx);
		},
	},
};
