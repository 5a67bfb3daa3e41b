import { runningClock, standingClock, type AdvanceableClock } from './clock.cts';
import { openControl } from './control/control.cts';
import type { Device } from './faces/openvox/api-call.cts';
import { zeroCounters, type Counters } from './faces/openvox/counters.cts';
import { openFace } from './faces/openvox/face.cts';
import { Faults } from './faces/openvox/faults.cts';
import type { JournalEntry } from './faces/openvox/journal.cts';
import { defaultSwitches, type Switches } from './faces/openvox/switches.cts';
import { InMemoryPbx } from './model/in-memory-pbx.cts';
import { defaultOffice, type Office } from './model/office.cts';
import { Sessions, type Account } from './sessions/sessions.cts';

export interface SimulatorOptions {
	/** Port of the PBX's API; a free one when absent. */
	port?: number;
	/** Port of the control interface; a free one when absent. */
	controlPort?: number;
	protocol?: 'http' | 'https';
	account?: Account;
	office?: Office;
	switches?: Partial<Switches>;
	/** A clock that stands still at this moment; the machine's running clock when absent. */
	clockStandsAt?: Date;
	device?: Partial<Device>;
	/** Where tokens come from; random when absent. */
	newToken?: () => string;
	/** Receives one readable line per request. */
	log?: (line: string) => void;
}

/** The simulator's levers; the control interface has the same. */
export interface Controls {
	/** Base URL of the PBX, without a path. */
	url: string;
	/** User name and password of the API; assign to change them. */
	account: Account;
	/** Phones, calls and who hears whom. */
	pbx: InMemoryPbx;
	/** Assign to change a switch at any time. */
	switches: Switches;
	faults: Faults;
	clock: AdvanceableClock;
	/** Since the start or the last `resetCounters`. */
	counters: Counters;
	resetCounters(): void;
	journal: JournalEntry[];
	/** Frees locked addresses. */
	unlock(): void;
	/** Every token is lost; with `pbx` all calls are, too. */
	restart(what: 'apiService' | 'pbx'): void;
}

export interface Simulator extends Controls {
	controlUrl: string;
	close(): Promise<void>;
}

/** A password that is easy to search for in everything that must not contain it. */
export const defaultAccount: Account = { username: 'api', password: 'ApiSecret-canary' };

const uc501 = {
	name: 'UC501',
	serialNumber: 'a09805021987',
	hardwareVersion: '3.1',
	firmwareVersion: '4.1.1',
	maxExtensions: 300,
};

export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
	const clock = options.clockStandsAt ? standingClock(options.clockStandsAt) : runningClock();
	const account = { ...(options.account ?? defaultAccount) };
	const counters = zeroCounters();
	const model = new InMemoryPbx(options.office ?? defaultOffice(), clock);
	const sessions = new Sessions(account, clock, options.newToken);
	const switches: Switches = { ...defaultSwitches, ...options.switches };
	const device: Device = { ...uc501, startedAt: clock.now(), ...options.device };
	const faults = new Faults();
	const journal: JournalEntry[] = [];

	const face = await openFace(
		{
			pbx: { model, sessions, switches, clock, device },
			faults,
			counters,
			journal,
			log: options.log ?? (() => undefined),
		},
		{ port: options.port ?? 0, protocol: options.protocol ?? 'http' },
	);
	const controls: Controls = {
		url: face.url,
		account,
		pbx: model,
		switches,
		faults,
		clock,
		counters,
		resetCounters() {
			Object.assign(counters, zeroCounters());
		},
		journal,
		unlock() {
			sessions.unlockAll();
		},
		restart(what) {
			sessions.forgetAll();
			if (what === 'apiService') return;
			model.dropEverything();
			device.startedAt = clock.now();
		},
	};
	const control = await openControl(controls, options.controlPort ?? 0).catch(
		async (error: unknown) => {
			await face.close();
			throw error;
		},
	);
	return {
		...controls,
		controlUrl: control.url,
		async close() {
			await Promise.all([face.close(), control.close()]);
		},
	};
}
