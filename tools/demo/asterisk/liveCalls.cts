import type { MonitorMode } from '../../../pbx/model/monitoring';
import {
	isTalking,
	readChannel,
	type Channel,
} from '../../../simulator/model/asterisk/channels.cts';
import type { Block } from '../../../simulator/model/asterisk/manager.cts';
import type { Call, MonitoringLeg, Party } from '../../../simulator/model/calls.cts';

export interface ShownPbx {
	calls: Call[];
	legs: MonitoringLeg[];
}

interface Names {
	isExtension: (device: string) => boolean;
	/** Whether the phone at this channel has put its call on hold. */
	isHolding: (channel: string) => boolean;
	/** The mode that was chosen on a supervisor's channel since it began. */
	chosenMode: (channel: string) => MonitorMode | undefined;
}

interface Spy {
	channel: Channel;
	mode: MonitorMode;
	/** The channel that it listens to, or the extension while it still rings. */
	target: string;
}

/** Calls and supervisors, from the channels that Asterisk lists (`CoreShowChannels`). */
export function shownPbx(blocks: readonly Block[], names: Names): ShownPbx {
	const channels = blocks.flatMap(readChannel);
	const spies = blocks.flatMap((block) => {
		const [channel] = readChannel(block);
		const spy = channel && (runningSpy(block, channel, names) ?? ringingSpy(block, channel));
		return spy ? [spy] : [];
	});
	const others = channels.filter(({ name }) => spies.every(({ channel }) => channel.name !== name));
	const calls = [...new Set(others.map(({ callId }) => callId))].flatMap((id) =>
		callOf(
			id,
			others.filter(({ callId }) => callId === id),
			names,
		),
	);
	return { calls, legs: spies.flatMap((spy) => legOf(spy, calls, names)) };
}

/** Asterisk's own words: which channel ChanSpy was put on, and with which options. */
function runningSpy(
	{ application, applicationdata = '' }: Block,
	channel: Channel,
	{ chosenMode }: Names,
) {
	if (application !== 'ChanSpy') return undefined;
	const [target = '', options = ''] = applicationdata.split(',');
	const begunAs: MonitorMode = options.includes('B')
		? 'bargeIn'
		: options.includes('w')
			? 'whisper'
			: 'listen';
	// Asterisk goes on showing the options of the start.
	const mode = (options.includes('d') ? chosenMode(channel.name) : undefined) ?? begunAs;
	return { channel, mode, target } satisfies Spy;
}

const modesOnDisplay: Record<string, MonitorMode> = {
	Listen: 'listen',
	Whisper: 'whisper',
	'Barge-in': 'bargeIn',
};

/** What the display of the phone that rings says: `Whisper 1002`. */
function ringingSpy({ connectedlinename = '' }: Block, channel: Channel): Spy | undefined {
	const [, word = '', target = ''] = /^(\S+) (\d+)$/.exec(connectedlinename) ?? [];
	const mode = modesOnDisplay[word];
	return channel.state !== 'up' && mode ? { channel, mode, target } : undefined;
}

function callOf(id: string, channels: Channel[], names: Names): Call[] {
	// A call bears the id of the channel that began it.
	const first = channels.find((each) => each.id === id) ?? channels[0];
	const second = channels.find((each) => each !== first);
	if (!first || !second) return [];
	const caller = partyOf(first, names);
	const callee = partyOf(second, names);
	const outside = [first, second].find(({ device }) => !names.isExtension(device));
	return [
		{
			id,
			direction: !outside ? 'internal' : outside === first ? 'inbound' : 'outbound',
			from: caller.number,
			to: callee.number,
			...(outside && { trunk: outside.device }),
			caller: { ...caller, stage: 'up' },
			callee,
		},
	];
}

function partyOf(channel: Channel, { isExtension, isHolding }: Names): Party {
	const { name, device, number, state } = channel;
	const isInside = isExtension(device);
	return {
		channel: name,
		number: isInside ? device : number,
		kind: isInside ? 'extension' : 'outside',
		stage: state === 'up' ? 'up' : 'ringing',
		holding: isInside && isTalking(channel) && isHolding(name),
		muted: false,
	};
}

function legOf({ channel, mode, target }: Spy, calls: Call[], names: Names): MonitoringLeg[] {
	for (const call of calls) {
		const monitored = [call.caller, call.callee].find(
			(party) => party.channel === target || party.number === target,
		);
		if (!monitored) continue;
		return [
			{
				id: channel.id,
				mode,
				monitored: monitored.number,
				callId: call.id,
				supervisor: { ...partyOf(channel, names), holding: false },
			},
		];
	}
	return [];
}
