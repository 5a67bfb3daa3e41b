import { runningClock, standingClock, type AdvanceableClock } from './clock.cts';
import { openControl, type MoreRoutes } from './control/control.cts';
import type { Controls } from './control/controls.cts';
import { InMemoryPbx } from './model/inMemory/inMemoryPbx.cts';
import { defaultOffice, type Office } from './model/office.cts';
import type { ServedApi } from './servedApi.cts';

export interface PhonesOptions {
	/** Port of the control interface; a free one when absent. */
	controlPort?: number;
	office?: Office;
	/** A clock that stands still at this moment; the machine's running clock when absent. */
	clockStandsAt?: Date;
}

/** One dialect's API, the phones behind it, and the control interface. */
export type WithPhones<Api extends ServedApi> = Omit<Api, 'forgetTokens' | 'restarted'> &
	Controls & { controlUrl: string };

/** Starts phones that exist in memory only, and serves one dialect's API for them. */
export async function withPhones<Api extends ServedApi>(
	serve: (pbx: InMemoryPbx, clock: AdvanceableClock) => Promise<Api>,
	{ clockStandsAt, office, controlPort }: PhonesOptions,
	moreRoutes?: (api: Api) => MoreRoutes,
): Promise<WithPhones<Api>> {
	const clock = clockStandsAt ? standingClock(clockStandsAt) : runningClock();
	const pbx = new InMemoryPbx(office ?? defaultOffice(), clock);
	const api = await serve(pbx, clock);
	pbx.onEvent((event) => api.report(event));
	const phones: Pick<Controls, 'pbx' | 'restart'> = {
		pbx,
		restart(what) {
			api.forgetTokens();
			if (what === 'apiService') return;
			pbx.dropEverything();
			api.restarted();
		},
	};
	const control = await openControl(
		{ ...api, ...phones },
		controlPort ?? 0,
		moreRoutes?.(api),
	).catch(async (error: unknown) => {
		await api.close();
		throw error;
	});
	return {
		...api,
		...phones,
		controlUrl: control.url,
		async close() {
			await Promise.all([api.close(), control.close()]);
		},
	};
}
