import type { Clock } from '../../../model/clock';
import { Failure } from '../../../model/failure';
import type { CallParty, LiveCall, LiveCallState } from '../../../model/calls';
import type { Ask } from '../wire/client';
import { showStatus, type ChannelStatus } from './channels/channelStatus';
import { isActive, isEndpoint, trunkName, type Channel } from './channels/channels';
import { callerFirst } from './channels/parties';
import { isSpyChannel } from './channels/spyChannels';
import { extensionStates, type KnownExtensions } from './extensionStates';
import { byName } from './phones';
import { extensionOf, type DriverConfig } from '../wire/config';

/** The PBX at one moment. */
interface Snapshot extends ChannelStatus, KnownExtensions {
	/** ms since 1970. */
	atMs: number;
}

/** The calls that the channels make up. However many they are, that takes two requests where all extensions have hints. */
export async function liveCalls(
	ask: Ask,
	clock: Clock,
	config: DriverConfig,
): Promise<LiveCall[] | Failure> {
	const status = await showStatus(ask);
	if (status instanceof Failure) return status;
	const atMs = clock.now();
	const calls = callsAmong(status.all);
	if (calls.length === 0) return [];
	const extensions = await extensionsIn(calls, ask, config);
	if (extensions instanceof Failure) return extensions;
	const snapshot = { atMs, ...status, ...extensions };
	return calls.map((ends) => liveCall(ends, snapshot));
}

/** The extensions with their states; on a PBX that reports none, as far as the names of the devices show them. */
async function extensionsIn(
	calls: Channel[][],
	ask: Ask,
	config: DriverConfig,
): Promise<KnownExtensions | Failure> {
	const numbers = calls.flat().flatMap(({ device }) => extensionOf(config, device) ?? []);
	const known = await extensionStates(ask, config, numbers);
	const reportsNone = known instanceof Failure && known.kind === 'unsupported';
	return reportsNone ? { states: new Map(), numberOf: byName(config) } : known;
}

/** The ends of each call, first the one that began it. A supervisor who monitors has none. */
function callsAmong(all: Channel[]): [Channel, ...Channel[]][] {
	const calls = new Map<string, Channel[]>();
	for (const one of all) {
		const channels = calls.get(one.callId);
		if (channels) channels.push(one);
		else calls.set(one.callId, [one]);
	}
	return [...calls.values()]
		.filter((channels) => !channels.some(isSpyChannel))
		.flatMap((channels) => {
			const [first, ...others] = channels.filter(isEndpoint).sort(callerFirst);
			return first === undefined ? [] : [[first, ...others]];
		});
}

function stateOf(ends: Channel[], { all, held }: Snapshot): LiveCallState {
	const active = ends.filter(isActive);
	const inConference = active.some((one) => isConferring(one, all));
	if (active.length > 1 || inConference) {
		if (held === undefined) return 'unknown';
		return ends.some(({ callId }) => held.has(callId)) ? 'onHold' : 'talking';
	}
	if (ends.some(({ application }) => application === 'Queue')) return 'waiting';
	return ends.some(({ state }) => state === 'ringing') ? 'ringing' : 'unknown';
}

/** In a conference the other parties are calls of their own; in a bridge for parked calls the call is on hold. */
function isConferring(one: Channel, all: Channel[]): boolean {
	return (
		one.application === 'ConfBridge' &&
		all.some((other) => other !== one && other.bridge === one.bridge && isEndpoint(other))
	);
}

function liveCall(ends: [Channel, ...Channel[]], snapshot: Snapshot): LiveCall {
	const numberOf = ({ device }: Channel) => snapshot.numberOf(device);
	const [first, ...others] = ends;
	const outside = ends.find((end) => numberOf(end) === undefined);
	const caller = numberOf(first);
	const parties = new Map(
		ends.flatMap((end): [string, CallParty][] => {
			const number = numberOf(end);
			if (number === undefined) return [];
			const name = end.party.number === number ? end.party.name : '';
			return [[number, { number, name, state: snapshot.states.get(number)?.state ?? 'unknown' }]];
		}),
	);
	return {
		direction: directionOf(caller, outside),
		id: first.callId || undefined,
		from: (caller ?? first.party.number) || undefined,
		to: called(first, others, numberOf),
		trunk: outside && trunkName(outside),
		extensions: [...parties.values()].sort((a, b) => (a.number < b.number ? -1 : 1)),
		state: stateOf(ends, snapshot),
		startedAtMs: snapshot.atMs - Math.max(...ends.map(({ age }) => age)) * 1000,
	};
}

function directionOf(
	caller: string | undefined,
	outside: Channel | undefined,
): LiveCall['direction'] {
	if (outside === undefined) return 'internal';
	return caller === undefined ? 'inbound' : 'outbound';
}

/** Who answered, or else the number that was dialled, where the dialplan still has it. */
function called(
	first: Channel,
	others: Channel[],
	numberOf: (end: Channel) => string | undefined,
): string | undefined {
	const answered = others.filter(isActive).map(numberOf).find(Boolean);
	if (answered !== undefined) return answered;
	const conference = first.application === 'ConfBridge' ? first.applicationData.split(',', 1) : [];
	const dialled = [...conference, first.dialled].find((one) => /^\+?[\d*#]+$/.test(one));
	if (dialled !== undefined) return dialled;
	return others.length > 0 ? first.otherParty.number || undefined : undefined;
}
