import type { AdvanceableClock } from './clock.cts';
import type { Counters } from './http/counters.cts';
import type { Faults } from './http/faults.cts';
import type { JournalEntry } from './http/journal.cts';
import type { Races } from './http/races.cts';
import type { PbxEvent } from './model/pbxEvents.cts';
import type { Delivery } from './reports/outbox.cts';
import type { Account } from './sessions/sessions.cts';

/** What is chosen for any dialect's API. */
export interface ServeOptions {
	/** Port of the PBX's API; a free one when absent. */
	port?: number;
	protocol?: 'http' | 'https';
	account?: Account;
	/** The machine's running clock when absent. */
	clock?: AdvanceableClock;
	/** Milliseconds that a token lives; what the dialect documents when absent. */
	tokenLifetimeMs?: number;
	/** Where tokens and random strings come from; random when absent. */
	newToken?: () => string;
	/** Gets one readable line per request. */
	log?: (line: string) => void;
}

/** Any dialect's API while it is served, and what can be done to it. */
export interface ServedApi {
	/** Base URL of the PBX, without a path. */
	url: string;
	/** User name and password of the API; assign to change them. */
	account: Account;
	/** Assign to change a switch at any time. */
	switches: object;
	/** Whether these are switches with values that they have. */
	isSwitchChange(change: object): boolean;
	faults: Faults;
	/** What happens at the phones exactly before or after a request. */
	races: Races;
	clock: AdvanceableClock;
	/** Since the start or the last `resetCounters`. */
	counters: Counters;
	resetCounters(): void;
	journal: JournalEntry[];
	/** Frees locked addresses. */
	unlock(): void;
	/** Every token is lost. */
	forgetTokens(): void;
	/** Milliseconds; for tokens from their next use, or from the next sign-in. */
	setTokenLifetime(milliseconds: number): void;
	/** Reports the event to the clients, and keeps the record of an ended call. */
	report(event: PbxEvent): void;
	/** Reports that were sent or are on their way, the oldest first. */
	deliveries: readonly Delivery[];
	/** Resolves when no report is on its way any more. */
	allReported(): Promise<void>;
	/** The PBX finished starting. */
	restarted(): void;
	close(): Promise<void>;
}

/** A password that is easy to search for in everything that must not contain it. */
export const defaultAccount: Account = { username: 'api', password: 'ApiSecret-canary' };
