import { Failure } from '../../model/failure';
import type { Calls, DialRequest, DialStarted } from '../../model/calls';
import { text, type Tree } from '../../http/tree';
import { liveCalls } from './callState/liveCalls';
import { transferableCall } from './callState/transferableCall';
import type { Ask } from './wire/client';
import { endpoints, type Endpoint } from './wire/endpoints';

/**
 * Call control (manual: Audio Calls, Play prompts). Its endpoints name an extension and no call: with
 * several calls the PBX takes the one that it calls the current one.
 */
export function calls(ask: Ask): Calls {
	const onExtension = (endpoint: Endpoint) => async (extension: string) => {
		const answer = await ask(endpoint, { extid: extension }, { extension });
		return answer instanceof Failure ? answer : 'done';
	};

	return {
		list: async () => await liveCalls(ask),

		async dial(request) {
			const { from, to } = request;
			const fields = { caller: from, callee: to, autoanswer: yesOrNo(request) };
			return dialled(await ask(endpoints.dialExtension, fields, { extension: from, other: to }));
		},

		async dialExternal(request) {
			const { from, to } = request;
			const fields = { extid: from, outto: to, autoanswer: yesOrNo(request) };
			return dialled(await ask(endpoints.dialOutbound, fields, { extension: from }));
		},

		async playPrompt({ prompts, to: { kind, number }, autoAnswer }) {
			const prompt = prompts.join('+');
			if (kind === 'external') {
				return dialled(await ask(endpoints.playOutside, { outto: number, prompt }));
			}
			const fields = { extid: number, prompt, autoanswer: yesOrNo({ autoAnswer }) };
			return dialled(await ask(endpoints.playToExtension, fields, { extension: number }));
		},

		hangUp: onExtension(endpoints.hangUp),
		hold: onExtension(endpoints.hold),
		resume: onExtension(endpoints.unhold),
		mute: onExtension(endpoints.mute),
		unmute: onExtension(endpoints.unmute),

		async transfer(extension, to, callId) {
			const callid = callId ?? (await transferableCall(ask, extension));
			if (callid instanceof Failure) return callid;
			const fields = { callid, transferor: extension, transferto: to };
			const answer = await ask(endpoints.transfer, fields, { extension });
			return answer instanceof Failure ? answer : 'done';
		},
	};
}

function yesOrNo({ autoAnswer }: Pick<DialRequest, 'autoAnswer'>): 'yes' | 'no' {
	return autoAnswer ? 'yes' : 'no';
}

/** The id is in Yeastar's answers; OpenVox's manual prints none, or only in a table. */
function dialled(answer: Tree | Failure): DialStarted | Failure {
	if (answer instanceof Failure) return answer;
	return { result: 'accepted', callId: text(answer, 'callid') || undefined };
}
