import {
	field,
	type ApiCall,
	type Endpoint,
	type Endpoints,
	type OpenVoxPbx,
} from '../apiCall.cts';
import { errno } from '../http/errno.cts';
import { refused, success, type Answer } from '../http/replyValue.cts';
import type { Dialled, Unsupported, PbxModel } from '../../../model/pbxModel.cts';

type Done = 'done' | 'noExtension' | 'noCall' | Unsupported;

/** Yeastar lists no 10006 for these: an unknown extension is in no call. */
function onExtension(act: (model: PbxModel, number: string) => Promise<Done>): Endpoint {
	return {
		required: ['extid'],
		async answer(call, { model }) {
			const result = await act(model, field(call, 'extid'));
			if (result === 'unsupported') return refused(errno.requestNotSupported);
			return result === 'done' ? success() : refused(errno.noCall);
		},
	};
}

function dialled({ callId }: Dialled, { switches }: OpenVoxPbx): Answer {
	return success(switches.dialReply === 'callid' ? { callid: callId } : {});
}

function autoAnswer(call: ApiCall): boolean {
	return field(call, 'autoanswer') === 'yes';
}

const hold = onExtension((model, number) => model.hold(number, 'on'));

export const callControl: Endpoints = {
	'extension/hangup': onExtension((model, number) => model.hangUp(number)),
	'extension/hold': {
		...hold,
		async answer(call, pbx) {
			const answer = await hold.answer(call, pbx);
			if (answer.outcome === 'refused' || pbx.switches.holdReply === 'status') return answer;
			return { outcome: 'success', fields: { extid: field(call, 'extid') } };
		},
	},
	'extension/unhold': onExtension((model, number) => model.hold(number, 'off')),
	'extension/mute': onExtension((model, number) => model.mute(number, 'on')),
	'extension/unmute': onExtension((model, number) => model.mute(number, 'off')),
	'extension/dial_extension': {
		required: ['caller', 'callee'],
		async answer(call, pbx) {
			const result = await pbx.model.dial({
				from: field(call, 'caller'),
				to: field(call, 'callee'),
				autoAnswer: autoAnswer(call),
			});
			if (typeof result === 'object') return dialled(result, pbx);
			return refused(errno[result]);
		},
	},
	'extension/dial_outbound': {
		required: ['extid', 'outto'],
		async answer(call, pbx) {
			const result = await pbx.model.dialOut({
				from: field(call, 'extid'),
				to: field(call, 'outto'),
				autoAnswer: autoAnswer(call),
			});
			if (typeof result === 'object') return dialled(result, pbx);
			return refused(result === 'noTrunk' ? errno.noOutboundPermission : errno[result]);
		},
	},
	calltransfer: {
		required: ['callid', 'transferor', 'transferto'],
		async answer(call, { model }) {
			const result = await model.transfer({
				callId: field(call, 'callid'),
				transferor: field(call, 'transferor'),
				to: field(call, 'transferto'),
			});
			if (result === 'done') return success();
			return refused(result === 'noCall' ? errno.noCall : errno.noCallee);
		},
	},
};
