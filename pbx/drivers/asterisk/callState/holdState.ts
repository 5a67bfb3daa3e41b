import type { LiveCallState } from '../../../model/calls';
import { Failure } from '../../../model/failure';
import type { Ask } from '../wire/client';
import { callsOnHold } from './channels/callsOnHold';
import type { Channel } from './channels/channels';
import type { KnownState } from './extensionStates';

/** Whether a call between these channels is on hold. */
export type HoldState = (active: Channel[]) => Promise<LiveCallState | Failure>;

/**
 * Asterisk shows as held the device of the party that waits, when all its calls are held. Of a device
 * with several calls, such as a trunk, only its channels show which one: they are asked for once.
 */
export function holdStates(
	ask: Ask,
	all: Channel[],
	devices: ReadonlyMap<string, KnownState>,
): HoldState {
	const channelCounts = new Map<string, number>();
	for (const { device } of all) channelCounts.set(device, (channelCounts.get(device) ?? 0) + 1);
	const shows = ({ device }: Channel) => devices.has(device) && channelCounts.get(device) === 1;
	let asked: ReturnType<typeof callsOnHold> | undefined;

	return async (active) => {
		if (active.some(({ device }) => devices.get(device)?.state === 'onHold')) return 'onHold';
		// A call with one party is in a conference, and that holds nobody.
		if (active.length === 1 || active.every(shows)) return 'talking';
		const held = await (asked ??= callsOnHold(ask));
		if (held instanceof Failure) return held;
		if (held === undefined) return 'unknown';
		return active.some(({ callId }) => held.has(callId)) ? 'onHold' : 'talking';
	};
}
