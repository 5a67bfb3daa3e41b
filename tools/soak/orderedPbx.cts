import type { MonitorRequest } from '../../pbx/model/monitoring';
import { runningClock } from '../../simulator/clock.cts';
import { serveManualApi, type ManualApi } from '../../simulator/manualApi.cts';
import { InMemoryPbx } from '../../simulator/model/inMemory/inMemoryPbx.cts';
import { defaultOffice } from '../../simulator/model/office.cts';
import type { PbxModel } from '../../simulator/model/pbxModel.cts';

/** Phones that count the orders that reach them; each whisper is over at once, so that any number can follow. */
class OrderedPhones extends InMemoryPbx {
	readonly orders = new Map<string, number>();

	override monitor({ supervisor }: MonitorRequest): ReturnType<PbxModel['monitor']> {
		this.orders.set(supervisor, this.ordersFor(supervisor) + 1);
		return Promise.resolve('calling');
	}

	ordersFor(supervisor: string): number {
		return this.orders.get(supervisor) ?? 0;
	}
}

export interface OrderedPbx {
	api: ManualApi;
	/** How many orders to call this supervisor the PBX has carried out. */
	ordersFor(supervisor: string): number;
	/** Every session and the report address are lost. */
	restart(): void;
}

export async function openOrderedPbx(): Promise<OrderedPbx> {
	const clock = runningClock();
	const phones = new OrderedPhones({ ...defaultOffice(), calls: [] }, clock);
	const api = await serveManualApi(phones, { clock, switches: { reportsInFlight: '10' } });
	return {
		api,
		ordersFor: (supervisor) => phones.ordersFor(supervisor),
		restart() {
			api.forgetTokens();
			api.device.startedAt = clock.now();
			api.restarted();
		},
	};
}
