import { Failure } from '../../../model/failure';
import { actions } from '../wire/actions';
import type { Message } from '../wire/mxml';
import type { Ask } from '../wire/client';
import { explain } from '../wire/errors';
import { Refusal } from '../wire/reply';
import { extensionOf, type DriverConfig } from '../wire/config';

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

export interface Party {
	number: string;
	name: string;
}

/** Every channel of the PBX. */
export async function showChannels(ask: Ask): Promise<Channel[] | Failure> {
	const answer = await ask(actions.showChannels);
	if (answer instanceof Failure) return answer;
	if (answer instanceof Refusal) return explain(answer.message, actions.showChannels);
	return answer.items.map(channel);
}

/** Channels of an extension's phone. */
export function channelsOf(settings: DriverConfig, extension: string, all: Channel[]): Channel[] {
	return all.filter(({ device }) => extensionOf(settings, device) === extension);
}

/** Whether somebody is at this end: queues and conferences add channels without anybody. */
export function isEndpoint({ device }: Channel): boolean {
	return !/^(Local|CBAnn|CBRec|Announcer|Recorder|Snoop|Surrogate|Message)\//.test(device);
}

/** Whether two parties are talking, as opposed to ringing or listening to an announcement. */
export function isActive({ state, bridge }: Channel): boolean {
	return state === 'up' && bridge !== '';
}

const states: Readonly<Record<string, Channel['state']>> = {
	up: 'up',
	ring: 'ringing',
	ringing: 'ringing',
};

function channel(row: Message): Channel {
	const name = row.channel ?? '';
	return {
		name,
		device: name.slice(0, name.lastIndexOf('-')),
		id: row.uniqueid ?? '',
		callId: row.linkedid ?? '',
		state: states[(row.channelstatedesc ?? '').toLowerCase()] ?? 'other',
		bridge: row.bridgeid ?? '',
		dialled: row.exten ?? '',
		age: seconds(row.duration),
		party: { number: row.calleridnum ?? '', name: plainName(row.calleridname) },
		otherParty: { number: row.connectedlinenum ?? '', name: plainName(row.connectedlinename) },
		application: row.application ?? '',
		applicationData: row.applicationdata ?? '',
	};
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
