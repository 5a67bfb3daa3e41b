import type { Delivery } from '../delivery/delivery';
import { pollOf } from './subscriptions';

/** Which workflows ask the PBX for its events, and whether it answers. */
export function polledDelivery(credentialId: string): Delivery {
	const { receivers = [], failure } = pollOf(credentialId) ?? {};
	if (receivers.length === 0) {
		return {
			sentence: 'No workflow asks for the events yet',
			detail: 'Once the workflow is published (n8n 1: active), n8n asks the PBX for its events',
			arrives: false,
		};
	}
	const names = receivers.join(', ');
	if (failure) {
		return {
			sentence: `No events for now: ${failure.message}`,
			detail: `${failure.remedy} n8n keeps trying, for ${names}`,
			arrives: true,
		};
	}
	return {
		sentence: `${names} ${receivers.length === 1 ? 'gets' : 'get'} the events`,
		detail: 'n8n asks the PBX for them, and the PBX answers. Only this n8n process is looked at.',
		arrives: true,
	};
}
