import { field, type ApiCall, type Endpoints, type YeastarPPbx } from '../apiCall.cts';
import { refused, success, wrongField, type Answer } from '../http/answer.cts';
import { callFailed } from '../webhooks/callFailed.cts';

/** How long `call/query` may not show a new call. */
const hiddenMs = 3_000;

/** The order is accepted; event 30015 says why nothing came of it. */
function accepted(reason: string, pbx: YeastarPPbx): Answer {
	const callId = `${Math.floor(pbx.clock.now() / 1000)}.000000`;
	pbx.webhooks.send(callFailed(callId, reason, [], pbx.switches));
	return success({ call_id: callId });
}

function unknownCaller(call: ApiCall, { switches }: YeastarPPbx): Answer {
	return switches.unknownCaller === '40002'
		? wrongField('caller', field(call, 'caller'))
		: refused('60001');
}

export const dialling: Endpoints = {
	'call/dial': {
		method: 'POST',
		required: ['caller', 'callee'],
		async answer(call, pbx) {
			const { model, switches, clock, hiddenUntil } = pbx;
			const [from, to] = [field(call, 'caller'), field(call, 'callee')];
			const isExtension = (number: string) => numbers.includes(number);
			const numbers = (await model.extensions()).map(({ number }) => number);
			if (!isExtension(from)) return unknownCaller(call, pbx);
			const request = { from, to, autoAnswer: field(call, 'auto_answer') === 'yes' };
			const result = isExtension(to) ? await model.dial(request) : await model.dialOut(request);
			switch (result) {
				case 'noExtension':
					return accepted('404 NOT found', pbx);
				case 'noTrunk':
					return accepted('NO Dial Permission', pbx);
				case 'notIdle':
					return accepted('User Busy', pbx);
			}
			if (switches.dialledCall === 'afterThreeSeconds') {
				hiddenUntil.set(result.callId, clock.now() + hiddenMs);
			}
			return success({ call_id: result.callId });
		},
	},
	'call/play_prompt': {
		method: 'POST',
		required: ['number'],
		async answer(call, { model, archive }) {
			const prompts = call.lists.get('prompts') ?? [];
			if (prompts.length === 0) return wrongField('prompts', '');
			const volume = call.fields.get('volume');
			if (volume !== undefined && !/^(1?\d|20)$/.test(volume)) return wrongField('volume', volume);
			if (prompts.some((name) => !archive.prompts.has(name))) return refused('60001');
			const number = field(call, 'number');
			const isInside = (await model.extensions()).some((each) => each.number === number);
			if (!isInside && field(call, 'dial_permission') === '') {
				return wrongField('dial_permission', '');
			}
			const result = await model.playPrompt({
				prompts: prompts.join('+'),
				to: { kind: isInside ? 'extension' : 'outside', number },
				autoAnswer: field(call, 'auto_answer') === 'yes',
			});
			if (result === 'unsupported') return refused('70132');
			// The documented reply has no call_id.
			return typeof result === 'string' ? refused('10009') : success();
		},
	},
};
