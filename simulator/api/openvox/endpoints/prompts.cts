import { field, type Endpoint, type Endpoints } from '../apiCall.cts';
import { errno } from '../http/errno.cts';
import { refused, success } from '../http/replyValue.cts';
import type { PromptRequest } from '../../../model/pbxModel.cts';

function playPrompt(kind: PromptRequest['to']['kind'], numberField: string): Endpoint {
	return {
		required: [numberField, 'prompt'],
		async answer(call, { model, archive, switches }) {
			const prompts = field(call, 'prompt');
			if (prompts.split('+').some((name) => !archive.prompts.has(name))) {
				return refused(errno.noPrompt);
			}
			const result = await model.playPrompt({
				prompts,
				to: { kind, number: field(call, numberField) },
				autoAnswer: field(call, 'autoanswer') === 'yes',
			});
			if (result === 'unsupported') return refused(errno.requestNotSupported);
			if (typeof result === 'string') return refused(errno[result]);
			return success(switches.dialReply === 'callid' ? { callid: result.callId } : {});
		},
	};
}

/** Manual "Play a prompt to an extension", "Play a prompt to an external number". */
export const prompts: Endpoints = {
	'extension/playprompt': playPrompt('extension', 'extid'),
	'outbound/playprompt': playPrompt('outside', 'outto'),
};
