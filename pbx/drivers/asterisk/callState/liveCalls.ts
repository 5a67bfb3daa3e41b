import type { Clock } from '../../../model/clock';
import { Failure } from '../../../model/failure';
import type { CallParty, LiveCall, LiveCallState } from '../../../model/calls';
import type { Ask } from '../wire/client';
import { callerFirst } from './channels/parties';
import { isActive, isEndpoint, showChannels, trunkName, type Channel } from './channels/channels';
import { deviceStates, type KnownState } from './extensionStates';
import { holdStates, type HoldState } from './holdState';
import { isSpyChannel } from './channels/spyChannels';
import type { DriverConfig } from '../wire/config';
import { askPhones, type NumberOf } from './phones';

/** The PBX at one moment. */
interface Snapshot {
	/** ms since 1970. */
	atMs: number;
	all: Channel[];
	devices: Map<string, KnownState>;
	numberOf: NumberOf;
	holdState: HoldState;
}

/**
 * The calls that the channels make up. However many they are, that takes three requests, and one more
 * where the states of the devices do not show which calls are on hold.
 */
export async function liveCalls(
	ask: Ask,
	clock: Clock,
	config: DriverConfig,
): Promise<LiveCall[] | Failure> {
	const all = await showChannels(ask);
	if (all instanceof Failure) return all;
	const atMs = clock.now();
	const calls = callsAmong(all);
	if (calls.length === 0) return [];
	const [devices, numberOf] = await Promise.all([deviceStates(ask), askPhones(ask, config)]);
	if (devices instanceof Failure) return devices;
	const holdState = holdStates(ask, all, devices);
	const snapshot = { atMs, all, devices, numberOf, holdState };
	const live: LiveCall[] = [];
	for (const ends of calls) {
		const state = await stateOf(ends, snapshot);
		if (state instanceof Failure) return state;
		live.push(liveCall(ends, state, snapshot));
	}
	return live;
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

async function stateOf(ends: Channel[], snapshot: Snapshot): Promise<LiveCallState | Failure> {
	const active = ends.filter(isActive);
	const inConference = active.some((one) => isConferring(one, snapshot.all));
	if (active.length > 1 || inConference) return await snapshot.holdState(active);
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

function liveCall(
	ends: [Channel, ...Channel[]],
	state: LiveCallState,
	{ atMs, devices, numberOf: numberOfDevice }: Snapshot,
): LiveCall {
	const numberOf = ({ device }: Channel) => numberOfDevice(device);
	const [first, ...others] = ends;
	const outside = ends.find((end) => numberOf(end) === undefined);
	const caller = numberOf(first);
	const parties = new Map(
		ends.flatMap((end): [string, CallParty][] => {
			const number = numberOf(end);
			if (number === undefined) return [];
			const name = end.party.number === number ? end.party.name : '';
			return [[number, { number, name, state: devices.get(end.device)?.state ?? 'unknown' }]];
		}),
	);
	return {
		direction: directionOf(caller, outside),
		id: first.callId || undefined,
		from: (caller ?? first.party.number) || undefined,
		to: called(first, others, numberOf),
		trunk: outside && trunkName(outside),
		extensions: [...parties.values()].sort((a, b) => (a.number < b.number ? -1 : 1)),
		state,
		startedAtMs: atMs - Math.max(...ends.map(({ age }) => age)) * 1000,
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
