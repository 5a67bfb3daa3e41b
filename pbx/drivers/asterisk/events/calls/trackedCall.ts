import type { Direction } from '../../../../model/event';
import { isEndpoint, trunkName, type Channel } from '../../callState/channels/channels';
import type { NumberOf } from '../../callState/phones';
import type { Message } from '../../wire/mxml';

/** A channel as its events have left it. */
export interface TrackedChannel extends Channel {
	/** Whether its phone called the PBX; otherwise the PBX called it. Absent: it was there before. */
	isCalling?: boolean;
	/** Whether it is known that its phone rang. */
	rang: boolean;
	/** Whether it is known that it talked to another party. */
	talked: boolean;
}

/** Whatever is common to the channels of a call. */
export interface TrackedCall {
	id: string;
	/** Those that live, by id. */
	channels: Map<string, TrackedChannel>;
	/** The ids of all that it ever had. */
	channelIds: Set<string>;
	/** ms since 1970, by n8n's clock; absent where it began unseen. */
	startedAtMs?: number;
	answeredAtMs?: number;
	/** Who began it: the first phone or trunk. */
	caller?: TrackedChannel;
	/** The number that the caller dialled. */
	dialled?: string;
	/** The last who answered. */
	answeredBy?: string;
	/** The first party outside. */
	outside?: TrackedChannel;
	/** Extensions that called or were called, and those of them that talked. */
	extensions: Set<string>;
	talkers: Set<string>;
	/** Whether a phone or a trunk was called, and how the last such attempt without answer ended. */
	hasDialled: boolean;
	dialStatus?: string;
	/** Whether one of its ends was answered, if only by an application. */
	wasUp: boolean;
	queue?: string;
	/** When it entered the queue, ms since 1970. */
	queuedAtMs?: number;
	/** A supervisor who listens, and no customer. */
	isMonitoring: boolean;
	/** The PBX's records of its legs. */
	cdrs: Message[];
}

export function newCall(id: string, startedAtMs: number | undefined): TrackedCall {
	return {
		id,
		startedAtMs,
		channels: new Map(),
		channelIds: new Set(),
		extensions: new Set(),
		talkers: new Set(),
		hasDialled: false,
		wasUp: false,
		isMonitoring: false,
		cdrs: [],
	};
}

/** Takes in a channel: a new one, or one that a transfer brought from another call. */
export function addChannel(call: TrackedCall, channel: TrackedChannel, numberOf: NumberOf): void {
	channel.callId = call.id;
	call.channels.set(channel.id, channel);
	call.channelIds.add(channel.id);
	if (!isEndpoint(channel)) return;
	const extension = numberOf(channel.device);
	if (extension === undefined) call.outside ??= channel;
	else call.extensions.add(extension);
	call.caller ??= channel;
	noteDialled(call, channel);
}

const dialledNumber = /^\+?[\d*#]+$/;

/** A call that a program began has no number until its first phone was answered. */
export function noteDialled(call: TrackedCall, { id, dialled }: TrackedChannel): void {
	if (call.caller?.id === id && dialledNumber.test(dialled)) call.dialled ??= dialled;
}

/** Whether another phone of the same extension rings for the call. */
export function ringsAlready(
	call: TrackedCall,
	channel: TrackedChannel,
	numberOf: NumberOf,
): boolean {
	const extension = numberOf(channel.device);
	return [...call.channels.values()].some(
		(other) =>
			other !== channel &&
			other.rang &&
			other.state === 'ringing' &&
			extension !== undefined &&
			numberOf(other.device) === extension,
	);
}

/** The phones and trunks of a call that are in a conversation, or would be if there were two. */
export function activeEnds({ channels }: TrackedCall): TrackedChannel[] {
	return [...channels.values()].filter(
		(one) => isEndpoint(one) && one.state === 'up' && one.bridge !== '',
	);
}

export function directionOf(
	{ caller, outside }: TrackedCall,
	numberOf: NumberOf,
): Direction | undefined {
	if (caller === undefined) return undefined;
	if (outside === undefined) return 'internal';
	return numberOf(caller.device) === undefined ? 'inbound' : 'outbound';
}

/** Direction and parties of the call; `to` is who answered or else what was dialled. */
export function partiesOfCall(call: TrackedCall, numberOf: NumberOf) {
	const { caller, outside, answeredBy, dialled } = call;
	const from = caller && (numberOf(caller.device) ?? caller.party.number);
	return {
		direction: directionOf(call, numberOf),
		from: from || undefined,
		to: answeredBy ?? dialled,
		trunk: outside && trunkName(outside),
	};
}
