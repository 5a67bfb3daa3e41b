import { runningClock, type AdvanceableClock } from './clock.cts';
import { uc501, type Device } from './api/openvox/device.cts';
import { Archive } from './api/openvox/archive.cts';
import { openOpenVoxApi } from './api/openvox/api.cts';
import { Reporting } from './api/openvox/reports/reporting.cts';
import { callRecord } from './api/openvox/reports/callRecord.cts';
import { defaultSwitches, type Switches } from './api/openvox/switches.cts';
import type { Counters } from './http/counters.cts';
import { Exchanges } from './http/exchanges.cts';
import type { Faults } from './http/faults.cts';
import type { JournalEntry } from './http/journal.cts';
import type { Races } from './http/races.cts';
import type { PbxEvent } from './model/pbxEvents.cts';
import type { PbxModel } from './model/pbxModel.cts';
import type { Delivery } from './reports/outbox.cts';
import { Sessions, type Account } from './sessions/sessions.cts';

export interface ManualApiOptions {
	/** Port of the PBX's API; a free one when absent. */
	port?: number;
	protocol?: 'http' | 'https';
	account?: Account;
	switches?: Partial<Switches>;
	/** The machine's running clock when absent. */
	clock?: AdvanceableClock;
	device?: Partial<Device>;
	/** Milliseconds that a token lives without being used; 30 minutes when absent. */
	tokenLifetimeMs?: number;
	/** Where tokens and random strings come from; random when absent. */
	newToken?: () => string;
	/** Gets one readable line per request. */
	log?: (line: string) => void;
}

/** The manual's API while it is served, and what can be done to it. */
export interface ManualApi {
	/** Base URL of the PBX, without a path. */
	url: string;
	/** User name and password of the API; assign to change them. */
	account: Account;
	/** Assign to change a switch at any time. */
	switches: Switches;
	faults: Faults;
	/** What happens at the phones exactly before or after a request. */
	races: Races;
	clock: AdvanceableClock;
	device: Device;
	/** Since the start or the last `resetCounters`. */
	counters: Counters;
	resetCounters(): void;
	journal: JournalEntry[];
	/** Frees locked addresses. */
	unlock(): void;
	/** Every token is lost. */
	forgetTokens(): void;
	/** Milliseconds; counts from a token's next use. */
	setTokenLifetime(milliseconds: number): void;
	/** Call records and recordings. */
	archive: Archive;
	/** Reports the event to the clients, and keeps the record of an ended call. */
	report(event: PbxEvent): void;
	/** Reports that were sent or are on their way, the oldest first. */
	deliveries: readonly Delivery[];
	/** Resolves when no report is on its way any more. */
	allReported(): Promise<void>;
	/** The PBX finished starting: the next client that names a report address gets BootUp. */
	restarted(): void;
	close(): Promise<void>;
}

/** A password that is easy to search for in everything that must not contain it. */
export const defaultAccount: Account = { username: 'api', password: 'ApiSecret-canary' };

/** Serves the manual's API for the phones of any PBX. */
export async function serveManualApi(
	model: PbxModel,
	options: ManualApiOptions = {},
): Promise<ManualApi> {
	const clock = options.clock ?? runningClock();
	const account = { ...(options.account ?? defaultAccount) };
	const sessions = new Sessions(account, clock, options.newToken);
	if (options.tokenLifetimeMs !== undefined) sessions.lifetimeMs = options.tokenLifetimeMs;
	const switches: Switches = { ...defaultSwitches, ...options.switches };
	const device: Device = { ...uc501, startedAt: clock.now(), ...options.device };
	const reporting = new Reporting(sessions, switches, device);
	const archive = new Archive(clock, options.newToken);
	const exchanges = new Exchanges(options.log ?? (() => undefined));
	const { faults, races, counters, journal } = exchanges;

	const served = await openOpenVoxApi(
		{ model, sessions, switches, clock, device, reporting, archive },
		exchanges,
		{ port: options.port ?? 0, protocol: options.protocol ?? 'http' },
	);
	return {
		url: served.url,
		account,
		switches,
		faults,
		races,
		clock,
		device,
		counters,
		resetCounters: () => exchanges.resetCounters(),
		journal,
		unlock() {
			sessions.unlockAll();
		},
		forgetTokens() {
			sessions.forgetAll();
		},
		setTokenLifetime(milliseconds) {
			sessions.lifetimeMs = milliseconds;
		},
		archive,
		report(event) {
			reporting.report(event);
			if (event.what === 'record') archive.keep(callRecord(event, switches, device));
		},
		deliveries: reporting.outbox.deliveries,
		allReported: () => reporting.outbox.empty(),
		restarted: () => reporting.restarted(),
		async close() {
			await Promise.all([served.close(), reporting.outbox.close()]);
		},
	};
}
