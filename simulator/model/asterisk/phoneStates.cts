import type { PhoneState } from '../pbxModel.cts';
import type { Block } from './manager.cts';

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
