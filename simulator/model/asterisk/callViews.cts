import type { InternalCall, TrunkCall } from '../pbxModel.cts';
import { isTalking, otherEnd, type Channel } from './channels.cts';

export type CallView = InternalCall | TrunkCall;

/** The call of one extension's channel as the API shows it; none while there is no other end. */
export function callView(
	own: Channel,
	all: readonly Channel[],
	isExtension: (device: string) => boolean,
): CallView[] {
	const other = otherEnd(own, all);
	if (other === undefined) return [];
	const id = own.callId;
	if (isExtension(other.device)) {
		return [{ id, direction: 'internal', otherExtension: other.device }];
	}
	const progress = isTalking(own) ? 'talking' : 'ringing';
	const inside = { kind: 'extension', number: own.device } as const;
	const trunk = other.device;
	// A call bears the id of the channel that began it.
	return own.id === id
		? [
				{
					id,
					direction: 'outbound',
					from: own.device,
					to: own.otherNumber,
					trunk,
					inside,
					progress,
				},
			]
		: [{ id, direction: 'inbound', from: other.number, to: own.device, trunk, inside, progress }];
}
