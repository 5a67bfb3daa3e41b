import type { YeastarPPbx } from './api/yeastarP/apiCall.cts';
import { openYeastarPApi } from './api/yeastarP/api.cts';
import { Archive } from './api/yeastarP/archive.cts';
import { softwareEdition, type Device } from './api/yeastarP/device.cts';
import { TokenPairs } from './api/yeastarP/sessions/tokenPairs.cts';
import { defaultSwitches, isSwitchChange, type Switches } from './api/yeastarP/switches.cts';
import { callEnded, eventsOf } from './api/yeastarP/webhooks/events.cts';
import { Webhooks } from './api/yeastarP/webhooks/webhooks.cts';
import { runningClock } from './clock.cts';
import { Exchanges } from './http/exchanges.cts';
import type { PbxModel } from './model/pbxModel.cts';
import { defaultAccount, type ServedApi, type ServeOptions } from './servedApi.cts';

export interface YeastarPApiOptions extends ServeOptions {
	switches?: Partial<Switches>;
	device?: Partial<Device>;
	/** Numbers of the queues; none when absent. */
	queues?: readonly string[];
}

/** The Open API of a P-Series while it is served, and what can be done to it. */
export interface YeastarPApi extends ServedApi {
	switches: Switches;
	device: Device;
	/** Call records, recordings and prompts. */
	archive: Archive;
	/** What the administrator enters under *Webhook Event Push*. */
	webhooks: Webhooks;
	/** Ids of the calls whose recording is paused. */
	pausedRecordings: ReadonlySet<string>;
	/** How many of the 8 access tokens are alive. */
	takenSlots(): number;
}

/** Serves the Open API v1.0 of a P-Series for the phones of any PBX. `account`: Client ID and Client Secret. */
export async function serveYeastarPApi(
	model: PbxModel,
	options: YeastarPApiOptions = {},
): Promise<YeastarPApi> {
	const clock = options.clock ?? runningClock();
	const account = { ...(options.account ?? defaultAccount) };
	const sessions = new TokenPairs(account, clock, options.newToken);
	if (options.tokenLifetimeMs !== undefined) sessions.lifetimeMs = options.tokenLifetimeMs;
	const switches: Switches = { ...defaultSwitches, ...options.switches };
	const device: Device = { ...softwareEdition, startedAt: clock.now(), ...options.device };
	const archive = new Archive(clock);
	const webhooks = new Webhooks(switches, device);
	const exchanges = new Exchanges(options.log ?? (() => undefined));
	const { faults, races, counters, journal } = exchanges;
	const pbx: YeastarPPbx = {
		model,
		queues: options.queues ?? [],
		sessions,
		switches,
		clock,
		device,
		archive,
		webhooks,
		hiddenUntil: new Map(),
		pausedRecordings: new Set(),
	};
	const listening = await openYeastarPApi(pbx, exchanges, {
		port: options.port ?? 0,
		protocol: options.protocol ?? 'http',
	});
	return {
		url: listening.url,
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
		pausedRecordings: pbx.pausedRecordings,
		takenSlots: () => sessions.takenSlots(),
		archive,
		webhooks,
		report(event) {
			for (const each of eventsOf(event, switches)) webhooks.send(each);
			if (event.what !== 'record') return;
			const stored = archive.keep(event, switches.recordings === 'on');
			webhooks.send(callEnded(stored, switches));
		},
		deliveries: webhooks.outbox.deliveries,
		allReported: () => webhooks.outbox.empty(),
		restarted() {
			device.startedAt = clock.now();
		},
		async close() {
			await Promise.all([listening.close(), webhooks.outbox.close()]);
		},
	};
}
