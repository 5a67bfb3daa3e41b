import type { PhoneState, InternalCall, TrunkCall } from '../pbxModel.cts';
import type { Block } from './manager.cts';
import { isTalking, otherEnd, type Channel } from './channels.cts';

/** Asterisk adds these up; a negative number means that it knows nothing. */
const inUse = 1;
const busy = 2;
const unavailable = 4;
const ringing = 8;
const onHold = 16;

export function phoneStates(list: readonly Block[]): Map<string, PhoneState> {
	return new Map(
		list.flatMap(({ exten, status }): [string, PhoneState][] =>
			exten === undefined ? [] : [[exten, phoneState(Number(status))]],
		),
	);
}

export function phoneState(status: number): PhoneState {
	if (!(status >= 0) || status & unavailable) return 'unavailable';
	if (status & (inUse | busy)) return 'inCall';
	if (status & ringing) return 'ringing';
	return status & onHold ? 'onHold' : 'idle';
}

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
