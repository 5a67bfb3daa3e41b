import { Failure } from '../../../../model/failure';
import { actions } from '../../wire/actions';
import type { Ask } from '../../wire/client';
import type { Message } from '../../wire/mxml';
import type { NumberOf } from '../phones';

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
	return answer instanceof Failure ? answer : readChannels(answer.items);
}

/** The channels in a reply to CoreShowChannels or Status. */
export function readChannels(rows: readonly Message[]): Channel[] | Failure {
	const isOld = ({ bridgeid, linkedid }: Message) =>
		bridgeid === undefined && linkedid === undefined;
	return rows.length > 0 && rows.every(isOld) ? tooOld() : rows.map(readChannel);
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

/** Whether two parties are talking, as opposed to ringing or listening to an announcement. */
export function isActive({ state, bridge }: Channel): boolean {
	return state === 'up' && bridge !== '';
}

const states: ReadonlyMap<string, Channel['state']> = new Map([
	['up', 'up'],
	['ring', 'ringing'],
	['ringing', 'ringing'],
]);

/** A channel, from a row of CoreShowChannels or Status, or an event about it. */
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
		age: ageIn(row),
		party: { number: row.calleridnum ?? '', name: plainName(row.calleridname) },
		otherParty: { number: row.connectedlinenum ?? '', name: plainName(row.connectedlinename) },
		application: row.application ?? '',
		applicationData: row.applicationdata ?? row.data ?? '',
	};
}

/** `PJSIP/1002` of `PJSIP/1002-00000038`. */
export function deviceOf(channelName: string): string {
	return channelName.slice(0, channelName.lastIndexOf('-'));
}

/** CoreShowChannels writes it as `01:02:03`, Status in seconds; 0 for an age that no date could be counted back by. */
function ageIn({ duration = '', seconds = '' }: Message): number {
	if (/^\d{1,10}$/.test(seconds)) return Number(seconds);
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

/** The trunk that a channel outside belongs to: `provider` of `PJSIP/provider`. */
export function trunkName({ device }: Channel): string {
	return device.replace(/^[^/]*\//, '');
}
