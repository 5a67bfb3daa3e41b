import type { Block } from './manager.cts';

/** One phone's end of a call, as Asterisk shows it. */
export interface Channel {
	name: string;
	id: string;
	/** Common to all channels of a call. */
	callId: string;
	/** The extension or the trunk: `1002` of `PJSIP/1002-00000007`. */
	device: string;
	/** `calling`: this end made the call, which is not answered yet. */
	state: 'calling' | 'ringing' | 'up';
	/** The conversation it takes part in. */
	bridge?: string;
	/** Its own number, and the one it shows to its user. */
	number: string;
	otherNumber: string;
}

const states: Record<string, Channel['state']> = { Ring: 'calling', Up: 'up' };

export function readChannel(block: Block): Channel[] {
	const {
		channel = '',
		uniqueid = '',
		linkedid = '',
		channelstatedesc = '',
		bridgeid = '',
	} = block;
	const device = /^PJSIP\/(.+)-[0-9a-f]+$/.exec(channel)?.[1];
	if (device === undefined) return [];
	return [
		{
			name: channel,
			id: uniqueid,
			callId: linkedid,
			device,
			state: states[channelstatedesc] ?? 'ringing',
			...(bridgeid === '' ? {} : { bridge: bridgeid }),
			number: block.calleridnum ?? '',
			otherNumber: block.connectedlinenum ?? '',
		},
	];
}

export function isTalking({ state, bridge }: Channel): boolean {
	return state === 'up' && bridge !== undefined;
}

/** Channels of one phone, the one that is talked on first. */
export function channelsOf(device: string, all: readonly Channel[]): Channel[] {
	const own = all.filter((each) => each.device === device);
	return [...own.filter(isTalking), ...own.filter((each) => !isTalking(each))];
}

/** The other party: in the same conversation, or of the same call while that is not answered. */
export function otherEnd(own: Channel, all: readonly Channel[]): Channel | undefined {
	return all.find(
		(each) =>
			each !== own &&
			(own.bridge === undefined ? each.callId === own.callId : each.bridge === own.bridge),
	);
}
