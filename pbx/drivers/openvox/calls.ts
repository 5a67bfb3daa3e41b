import { Failure } from '../../model/failure';
import type { Calls, DialRequest, DialStarted } from '../../model/calls';
import type { Done } from '../../model/pbx';
import { text } from '../../http/tree';
import type { Ask } from './wire/client';
import { endpoints, type Endpoint } from './wire/endpoints';
import { explain } from './wire/errors';
import { liveCalls } from './callState/liveCalls';
import { playPrompt } from './playPrompt';
import { Refusal } from './wire/reply';
import { transferableCall } from './callState/transferableCall';

/**
 * Call control (manual: Audio Calls). Its pages name an extension and no call: with several calls the
 * PBX takes the one that it calls the current one.
 */
export function calls(ask: Ask): Calls {
	const order = async (
		endpoint: Endpoint,
		fields: Record<string, string>,
		who: string,
	): Promise<Done | Failure> => {
		const answer = await ask(endpoint, fields);
		if (answer instanceof Failure) return answer;
		return answer instanceof Refusal ? explain(answer.errno, who) : 'done';
	};

	const onExtension = (endpoint: Endpoint) => async (extension: string) =>
		await order(endpoint, { extid: extension }, `Extension ${extension}`);

	const dialling =
		(endpoint: Endpoint, from: string, to: string) =>
		async (call: DialRequest): Promise<DialStarted | Failure> => {
			const answer = await ask(endpoint, {
				[from]: call.from,
				[to]: call.to,
				autoanswer: call.autoAnswer ? 'yes' : 'no',
			});
			if (answer instanceof Failure) return answer;
			if (answer instanceof Refusal) return explain(answer.errno, whoCannotDial(answer, call));
			// OpenVox's page has no id in its answer, the sibling's has.
			return { result: 'accepted', callId: text(answer, 'callid') || undefined };
		};

	return {
		list: async () => await liveCalls(ask),
		dial: dialling(endpoints.dialExtension, 'caller', 'callee'),
		dialExternal: dialling(endpoints.dialOutbound, 'extid', 'outto'),
		playPrompt: playPrompt(ask),
		hangUp: onExtension(endpoints.hangUp),
		hold: onExtension(endpoints.hold),
		resume: onExtension(endpoints.unhold),
		mute: onExtension(endpoints.mute),
		unmute: onExtension(endpoints.unmute),
		async transfer(extension, to, callId) {
			const callid = callId ?? (await transferableCall(ask, extension));
			if (callid instanceof Failure) return callid;
			return await order(
				endpoints.transfer,
				{ callid, transferor: extension, transferto: to },
				`Extension ${extension}`,
			);
		},
	};
}

function whoCannotDial({ errno }: Refusal, { from, to }: DialRequest): string {
	return errno === '10006' ? `Extension ${from} or ${to}` : `Extension ${from}`;
}
