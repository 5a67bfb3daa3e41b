import type { ManualApi } from '../../simulator/manual-api.cts';
import { bareLoop } from './bareLoop.cts';
import { orders } from './orders.cts';
import type { Rival } from './rival.cts';

/** The limit: no n8n, nothing but the posts. */
export function bareRival(name: string, pbx: ManualApi, token: string, inFlight: number): Rival {
	return {
		name,
		pbx,
		whisper: (count) => bareLoop({ url: pbx.url, token, orders: orders(count), inFlight }),
	};
}
