import type { ReplyValue } from '../http/answer.cts';
import type { Switches } from '../switches.cts';
import type { WebhookEvent } from './webhooks.cts';

/** Event 30015. */
export function callFailed(
	callId: string,
	reason: string,
	members: ReplyValue[],
	switches: Switches,
): WebhookEvent {
	const [seconds = '', counter = ''] = callId.split('.');
	return {
		type: 30015,
		msg: {
			call_id: switches.failedCallId === 'same' ? callId : `${seconds}.${counter.padStart(6, '0')}`,
			reason,
			members: switches.failedMembers === 'listed' ? members : null,
		},
	};
}
