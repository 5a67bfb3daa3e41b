import type { Dialled, PbxModel, Unsupported } from '../../../model/pbxModel.cts';
import type { LiveCall } from '../../../model/pbxState.cts';
import { field, type Action, type Actions, type ApiCall, type UcmPbx } from '../apiCall.cts';
import { done, type Answer } from '../wire/answer.cts';
import { endOf, namedChannel, type NamedEnd } from './namedChannel.cts';
import { refusal, type Obstacle } from './refusals.cts';

type Done = 'done' | 'noCall' | 'noExtension' | Unsupported;

function onChannel(
	required: readonly string[],
	act: (named: NamedEnd, call: ApiCall, pbx: UcmPbx) => Promise<Done>,
): Action {
	return {
		required,
		async answer(call, pbx) {
			const named = endOf(namedChannel(call), await pbx.model.liveCalls());
			const result = named ? await act(named, call, pbx) : 'noCall';
			return result === 'done' ? done() : refusal(result, pbx);
		},
	};
}

function dialled(result: Dialled | Obstacle, pbx: UcmPbx): Answer {
	return typeof result === 'object' ? done({ need_apply: 'no' }) : refusal(result, pbx);
}

function transferTo(targetField: string): Action {
	return onChannel([targetField], ({ end, call: live }, call, { model, switches }) => {
		if (!live) return Promise.resolve('noCall');
		const other = otherEnd(live, end.channel);
		const transferor = switches.transferMoves === 'otherParty' ? end : other;
		if (!transferor) return Promise.resolve('noCall');
		const to = field(call, targetField);
		return model.transfer({ callId: live.id, transferor: transferor.number, to });
	});
}

function otherEnd({ caller, callee }: LiveCall, channel: string) {
	return caller?.channel === channel ? callee : caller;
}

function setting(act: (model: PbxModel, channel: string) => Promise<Done>): Action {
	return onChannel(['channel'], ({ end }, _call, { model }) => act(model, end.channel));
}

const hangUp = onChannel([], ({ end }, _call, { model }) => model.hangUpChannel(end.channel));

export const callControl: Actions = {
	dialExtension: {
		required: ['caller', 'callee'],
		async answer(call, pbx) {
			const [from, to] = [field(call, 'caller'), field(call, 'callee')];
			return dialled(await pbx.model.dial({ from, to, autoAnswer: false }), pbx);
		},
	},
	dialOutbound: {
		required: ['caller', 'outbound'],
		async answer(call, pbx) {
			const [from, to] = [field(call, 'caller'), field(call, 'outbound')];
			return dialled(await pbx.model.dialOut({ from, to, autoAnswer: false }), pbx);
		},
	},
	Hangup: hangUp,
	hangup: hangUp,
	hold: setting((model, channel) => model.holdChannel(channel, 'on')),
	unhold: setting((model, channel) => model.holdChannel(channel, 'off')),
	mute: setting((model, channel) => model.muteChannel(channel, 'on')),
	unmute: setting((model, channel) => model.muteChannel(channel, 'off')),
	callTransfer: transferTo('extension'),
	transferNumberInbound: transferTo('callee'),
	transferNumberOutbound: transferTo('outbound'),
};
