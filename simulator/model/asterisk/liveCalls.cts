import type { CallEnd, LiveCall, LiveCalls, LiveMonitoring } from '../pbxState.cts';
import { isTalking, type Channel } from './channels.cts';
import { monitoringOf } from './monitoringLeg.cts';
import type { Snapshot } from './snapshot.cts';

type IsExtension = (device: string) => boolean;

/** Calls by the id that their channels have in common. A supervisor's channel is a call of its own. */
export function liveCalls(snapshot: Snapshot, isExtension: IsExtension): LiveCalls {
	const ids = [...new Set(snapshot.channels.map(({ callId }) => callId))];
	const calls: LiveCall[] = [];
	const monitoring: LiveMonitoring[] = [];
	for (const id of ids) {
		const channels = snapshot.channels.filter(({ callId }) => callId === id);
		const end = (channel: Channel) => endOf(channel, snapshot, isExtension);
		const [spy] = channels.flatMap((channel) => {
			const found = monitoringOf(channel);
			return found ? [{ id, supervisor: end(channel), ...found }] : [];
		});
		if (spy) monitoring.push(spy);
		else calls.push(liveCall(id, channels, end));
	}
	return { calls, monitoring };
}

function liveCall(id: string, channels: Channel[], end: (channel: Channel) => CallEnd): LiveCall {
	// A call bears the id of the channel that began it.
	const first = channels.find((each) => each.id === id) ?? channels[0];
	const second = channels.find((each) => each !== first);
	const caller = first && end(first);
	const callee = second && end(second);
	const outside = [first, second].find((each) => each && end(each).kind === 'outside');
	const direction =
		caller?.kind === 'outside' ? 'inbound' : callee?.kind === 'outside' ? 'outbound' : 'internal';
	return {
		id,
		direction,
		from: caller?.number ?? '',
		to: callee?.number ?? first?.otherNumber ?? '',
		...(outside && { trunk: outside.device }),
		...(caller && { caller }),
		...(callee && { callee }),
	};
}

function endOf(channel: Channel, snapshot: Snapshot, isExtension: IsExtension): CallEnd {
	const { name, device, number } = channel;
	const isInside = isExtension(device);
	return {
		channel: name,
		kind: isInside ? 'extension' : 'outside',
		number: isInside ? device : number,
		state: stateOf(channel, snapshot),
	};
}

function stateOf(channel: Channel, snapshot: Snapshot): CallEnd['state'] {
	if (channel.state !== 'up') return channel.state;
	if (snapshot.stateOf(channel.device) === 'onHold') return 'onHold';
	// A supervisor's channel is in no conversation of its own.
	return isTalking(channel) || monitoringOf(channel) ? 'talking' : 'calling';
}
