import { Failure } from '../../../model/failure';
import type { CurrentCall } from '../../../model/currentCall';
import { actions, type ActionFields } from '../wire/actions';
import type { Ask } from '../wire/client';
import { explain, isGone } from '../wire/errors';
import type { Message } from '../wire/mxml';
import { Refusal } from '../wire/reply';
import type { NumberOf } from './phones';

/** One phone's, or one trunk's, end of a call. */
export interface Channel {
	/** Such as `PJSIP/1002-00000038`: the device and a number that no other channel has. */
	name: string;
	/** The device that it belongs to, such as `PJSIP/1002`. */
	device: string;
	/** Asterisk's own id of the channel, or the one that we gave it. */
	id: string;
	/** Common to all channels of a call: the id of the channel that began it. */
	callId: string;
	state: 'up' | 'ringing' | 'other';
	/** What joins the two ends of a conversation; empty before the answer and in an application. */
	bridge: string;
	/** What the dialplan has dialled for it: a number, or a word such as `s`. */
	dialled: string;
	/** Whole seconds that it has existed. */
	age: number;
	/** The party at this end. */
	party: Party;
	/** The party at the other end. */
	otherParty: Party;
	/** The dialplan application that the channel is in, with what it was given. */
	application: string;
	applicationData: string;
}

interface Party {
	number: string;
	name: string;
}

/** Every channel of the PBX. */
export async function showChannels(ask: Ask): Promise<Channel[] | Failure> {
	const answer = await ask(actions.showChannels);
	if (answer instanceof Failure) return answer;
	const { items } = answer;
	const isOld = ({ bridgeid, linkedid }: Message) =>
		bridgeid === undefined && linkedid === undefined;
	return items.length > 0 && items.every(isOld) ? tooOld() : items.map(readChannel);
}

/** Without them, no channel shows whether it is in a conversation. */
function tooOld(): Failure {
	return new Failure(
		'unsupported',
		'This Asterisk is too old: 13 or newer is needed',
		'Update the PBX.',
	);
}

/** Channels of an extension's phones. */
export function channelsOf(numberOf: NumberOf, extension: string, all: Channel[]): Channel[] {
	return all.filter(({ device }) => numberOf(device) === extension);
}

/** Channels of every extension's phones, by its number. */
export function channelsByNumber(
	numberOf: NumberOf,
	all: readonly Channel[],
): ReadonlyMap<string, readonly Channel[]> {
	const channels = new Map<string, Channel[]>();
	for (const one of all) {
		const number = numberOf(one.device);
		if (number === undefined) continue;
		const own = channels.get(number);
		if (own) own.push(one);
		else channels.set(number, [one]);
	}
	return channels;
}

/**
 * Whether a phone or a trunk is at this end: queues and conferences, recorders and programs that listen
 * add channels of their own.
 */
export function isEndpoint({ device }: Channel): boolean {
	return !noEndpoint.test(device);
}

const noEndpoint =
	/^(Local|CBAnn|CBRec|Announcer|Recorder|Snoop|Surrogate|Message|(Unicast|Multicast)RTP|AudioSocket|WebSocket)\//;

/** The channel by its name or id, and the cause "normal clearing". */
export function hangUpFields(channel: string): ActionFields {
	return [
		['Channel', channel],
		['Cause', '16'],
	];
}

/** Hangs up a channel. `gone`: it had ended by itself. */
export async function hangUpChannel(
	ask: Ask,
	channel: string,
	extension: string,
): Promise<'done' | 'gone' | Failure> {
	const answer = await ask.raw(actions.hangUp, hangUpFields(channel));
	if (answer instanceof Failure) return answer;
	if (!(answer instanceof Refusal)) return 'done';
	return isGone(answer.message) ? 'gone' : explain(answer.message, actions.hangUp, extension);
}

/** Whether two parties are talking, as opposed to ringing or listening to an announcement. */
export function isActive({ state, bridge }: Channel): boolean {
	return state === 'up' && bridge !== '';
}

const states: ReadonlyMap<string, Channel['state']> = new Map([
	['up', 'up'],
	['ring', 'ringing'],
	['ringing', 'ringing'],
]);

/** A channel, from a row of CoreShowChannels or an event about it. */
export function readChannel(row: Message): Channel {
	const name = row.channel ?? '';
	return {
		name,
		device: deviceOf(name),
		id: row.uniqueid ?? '',
		callId: row.linkedid ?? '',
		state: states.get((row.channelstatedesc ?? '').toLowerCase()) ?? 'other',
		bridge: row.bridgeid ?? '',
		dialled: row.exten ?? '',
		age: seconds(row.duration),
		party: { number: row.calleridnum ?? '', name: plainName(row.calleridname) },
		otherParty: { number: row.connectedlinenum ?? '', name: plainName(row.connectedlinename) },
		application: row.application ?? '',
		applicationData: row.applicationdata ?? '',
	};
}

/** `PJSIP/1002` of `PJSIP/1002-00000038`. */
export function deviceOf(channelName: string): string {
	return channelName.slice(0, channelName.lastIndexOf('-'));
}

/** Reads `01:02:03`; 0 for anything else, and for an age that no date could be counted back by. */
function seconds(duration = ''): number {
	const [, hours, minutes, rest] = /^(\d{1,6}):(\d\d):(\d\d)$/.exec(duration) ?? [];
	return hours === undefined ? 0 : Number(hours) * 3600 + Number(minutes) * 60 + Number(rest);
}

/** Asterisk writes names as in the language C: `\"` for a quotation mark. */
function plainName(name = ''): string {
	return name
		.replace(/\\([abfnrtv])/g, ' ')
		.replace(/\\(.)/g, '$1')
		.replace(/\p{Cc}/gu, '');
}

/** After a transfer the channel that began the call is gone, and the oldest takes its place. */
export function callerFirst(a: Channel, b: Channel): number {
	const began = ({ id, callId }: Channel) => Number(id === callId);
	// Ids end in the second of the start and a number that grows: `1795457494.17`.
	return began(b) - began(a) || a.id.localeCompare(b.id, 'en', { numeric: true });
}

/** The call that a channel is in, as its extension sees it. */
export function currentCall(numberOf: NumberOf, own: Channel, all: Channel[]): CurrentCall {
	const partner = partnerOf(own, all);
	const extension = partner && numberOf(partner.device);
	const otherParty = extension ?? (own.otherParty.number || partner?.party.number || undefined);
	const call = { otherParty, id: own.callId || undefined };
	if (partner === undefined || extension !== undefined) return { direction: 'internal', ...call };
	const trunk = trunkName(partner);
	return { direction: hasCalled(own, partner) ? 'outbound' : 'inbound', ...call, trunk };
}

/** In a conference each party has called by itself, and there the direction is that of the partner. */
function hasCalled(own: Channel, partner: Channel): boolean {
	if (own.callId === partner.callId) return own.id === own.callId;
	return partner.id !== partner.callId;
}

/** The trunk that a channel outside belongs to: `provider` of `PJSIP/provider`. */
export function trunkName({ device }: Channel): string {
	return device.replace(/^[^/]*\//, '');
}

/**
 * The parties that an extension talks to. Calls that are parked share a bridge, and conferences do too,
 * but each is a call of its own.
 */
export function otherParties(own: Channel, all: Channel[]): Channel[] {
	const others = all.filter(
		(one) => one.name !== own.name && one.callId === own.callId && isEndpoint(one) && isActive(one),
	);
	const joined = others.filter(({ bridge }) => bridge === own.bridge);
	return joined.length > 0 ? joined : others;
}

/** The channel at the other end; queues, ring groups and transfers put channels of their own between the two. */
export function partnerOf(own: Channel, all: Channel[]): Channel | undefined {
	const others = all.filter((one) => one.name !== own.name);
	const bridges = own.bridge === '' ? [] : [own.bridge];
	// Grows while it is gone through.
	for (const bridge of bridges) {
		const together = others.filter((one) => one.bridge === bridge);
		const end = together.find(isEndpoint);
		if (end) return end;
		const halves = together.map(({ name }) => otherHalf(name));
		const next = others.filter(({ name }) => halves.includes(name)).map((half) => half.bridge);
		bridges.push(...next.filter((one) => one !== '' && !bridges.includes(one)));
	}
	return others.find((one) => one.callId === own.callId && isActive(one) && isEndpoint(one));
}

/** `Local/1003@from-internal-00000000;2` of `Local/1003@from-internal-00000000;1`, and the other way round. */
function otherHalf(name: string): string {
	return name.replace(/;[12]$/, (half) => (half === ';1' ? ';2' : ';1'));
}

/** Whether it is in a conversation, as opposed to waiting alone in a conference or being parked. */
export function isTalking(one: Channel, all: Channel[]): boolean {
	return (
		isActive(one) &&
		all.some(
			(other) =>
				other.name !== one.name &&
				other.bridge === one.bridge &&
				(isEndpoint(other) || other.device.startsWith('Local/')),
		)
	);
}
