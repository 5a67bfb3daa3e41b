import { runningClock } from './clock.cts';
import { uc501, type Device } from './api/openvox/device.cts';
import { Archive } from './api/openvox/archive.cts';
import { openOpenVoxApi } from './api/openvox/api.cts';
import { Reporting } from './api/openvox/reports/reporting.cts';
import { callRecord } from './api/openvox/reports/callRecord.cts';
import { defaultSwitches, isSwitchChange, type Switches } from './api/openvox/switches.cts';
import { Exchanges } from './http/exchanges.cts';
import type { PbxModel } from './model/pbxModel.cts';
import { defaultAccount, type ServedApi, type ServeOptions } from './servedApi.cts';
import { Sessions } from './sessions/sessions.cts';

export interface ManualApiOptions extends ServeOptions {
	switches?: Partial<Switches>;
	device?: Partial<Device>;
}

/** The manual's API while it is served, and what can be done to it. */
export interface ManualApi extends ServedApi {
	switches: Switches;
	device: Device;
	/** Call records and recordings. */
	archive: Archive;
}

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
		isSwitchChange,
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
		restarted() {
			device.startedAt = clock.now();
			reporting.restarted();
		},
		async close() {
			await Promise.all([served.close(), reporting.outbox.close()]);
		},
	};
}
