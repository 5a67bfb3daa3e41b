import { randomInt } from 'node:crypto';
import { openGrandstreamUcmApi } from './api/grandstreamUcm/api.cts';
import { conversationName } from './api/grandstreamUcm/actions/channelRows.cts';
import { ucm6302, type Device } from './api/grandstreamUcm/device.cts';
import { Archive } from './api/grandstreamUcm/records/archive.cts';
import { Sessions } from './api/grandstreamUcm/sessions/sessions.cts';
import { defaultSwitches, isSwitchChange, type Switches } from './api/grandstreamUcm/switches.cts';
import { Timeline } from './api/grandstreamUcm/timeline.cts';
import { runningClock } from './clock.cts';
import { Exchanges } from './http/exchanges.cts';
import type { PbxEvent } from './model/pbxEvents.cts';
import type { PbxModel } from './model/pbxModel.cts';
import { defaultAccount, type ServedApi, type ServeOptions } from './servedApi.cts';

export interface GrandstreamUcmApiOptions extends ServeOptions {
	switches?: Partial<Switches>;
	device?: Partial<Device>;
	/** 16 digits; random when absent. */
	newChallenge?: () => string;
	/** With https: a Diffie-Hellman key of 1,024 bits, as a UCM62xx has it. */
	shortDhKey?: boolean;
}

/** The HTTPS API of a Grandstream UCM while it is served, and what can be done to it. */
export interface GrandstreamUcmApi extends ServedApi {
	switches: Switches;
	device: Device;
	/** Call records and recordings. */
	archive: Archive;
}

function randomDigits(length: number): string {
	return Array.from({ length }, () => randomInt(10)).join('');
}

/** Serves the HTTPS API of a Grandstream UCM for the phones of any PBX. */
export async function serveGrandstreamUcmApi(
	model: PbxModel,
	options: GrandstreamUcmApiOptions = {},
): Promise<GrandstreamUcmApi> {
	const clock = options.clock ?? runningClock();
	const account = { ...(options.account ?? defaultAccount) };
	const switches: Switches = { ...defaultSwitches, ...options.switches };
	const device: Device = { ...ucm6302, startedAt: clock.now(), ...options.device };
	const sessions = new Sessions(account, clock, switches, {
		challenge: options.newChallenge ?? (() => randomDigits(16)),
		cookie: options.newToken ?? (() => `sid${randomDigits(9)}-${Math.floor(clock.now() / 1000)}`),
	});
	if (options.tokenLifetimeMs !== undefined) sessions.lifetimeMs = options.tokenLifetimeMs;
	const timeline = new Timeline(clock);
	const archive = new Archive(clock, switches, device);
	const exchanges = new Exchanges(options.log ?? (() => undefined));
	const { faults, races, counters, journal } = exchanges;

	const { port = 0, protocol = 'http', shortDhKey } = options;
	const served = await openGrandstreamUcmApi(
		{ model, sessions, switches, clock, device, timeline, archive },
		exchanges,
		{ port, protocol, shortDhKey },
	);
	return {
		url: served.url,
		account,
		switches,
		isSwitchChange,
		faults,
		races,
		clock,
		device,
		counters,
		resetCounters: () => exchanges.resetCounters(),
		journal,
		unlock: () => sessions.unblockAll(),
		forgetTokens: () => sessions.forgetAll(),
		setTokenLifetime(milliseconds) {
			sessions.lifetimeMs = milliseconds;
		},
		archive,
		report(event) {
			noteTimes(event, timeline);
			archive.note(event);
		},
		// Its API sends none.
		deliveries: [],
		allReported: () => Promise.resolve(),
		restarted() {
			device.startedAt = clock.now();
		},
		close: () => served.close(),
	};
}

/** The lists tell since when; a client may ask for them much later. */
function noteTimes(event: PbxEvent, timeline: Timeline): void {
	if (event.what !== 'ringing' && event.what !== 'answered') return;
	const { caller, callee } = event.call;
	for (const { channel } of [caller, callee]) timeline.since(channel);
	if (event.what === 'answered') timeline.since(conversationName(caller, callee));
}
