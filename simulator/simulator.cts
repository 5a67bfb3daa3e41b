import { runningClock, standingClock } from './clock.cts';
import { openControl } from './control/control.cts';
import type { Controls } from './control/controls.cts';
import { serveManualApi, type ManualApiOptions } from './manualApi.cts';
import { InMemoryPbx } from './model/inMemoryPbx.cts';
import { defaultOffice, type Office } from './model/office.cts';

export interface SimulatorOptions extends Omit<ManualApiOptions, 'clock'> {
	/** Port of the control interface; a free one when absent. */
	controlPort?: number;
	office?: Office;
	/** A clock that stands still at this moment; the machine's running clock when absent. */
	clockStandsAt?: Date;
}

export interface Simulator extends Controls {
	controlUrl: string;
	close(): Promise<void>;
}

export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
	const clock = options.clockStandsAt ? standingClock(options.clockStandsAt) : runningClock();
	const pbx = new InMemoryPbx(options.office ?? defaultOffice(), clock);
	const api = await serveManualApi(pbx, { ...options, clock });
	pbx.onEvent((event) => api.report(event));
	const controls: Controls = {
		...api,
		pbx,
		restart(what) {
			api.forgetTokens();
			if (what === 'apiService') return;
			pbx.dropEverything();
			api.device.startedAt = clock.now();
			api.restarted();
		},
	};
	const control = await openControl(controls, options.controlPort ?? 0).catch(
		async (error: unknown) => {
			await api.close();
			throw error;
		},
	);
	return {
		...controls,
		controlUrl: control.url,
		async close() {
			await Promise.all([api.close(), control.close()]);
		},
	};
}
