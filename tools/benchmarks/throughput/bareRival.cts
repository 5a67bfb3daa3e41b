import { whisperRequests } from '../pbx/orders.cts';
import type { Pbxs } from '../pbx/pbxs.cts';
import { bareLoop } from './bareLoop.cts';
import type { Protocol, Rival } from './rival.cts';

/** The limit: no n8n, nothing but the posts. */
export function bareRival(protocol: Protocol, pbxs: Pbxs, token: string, inFlight: number): Rival {
	const pbx = pbxs[protocol];
	return {
		name: `Plain Node, kept connections, ${inFlight} in flight`,
		protocol,
		pbx,
		whisper: (count) =>
			bareLoop({ url: pbx.url, token, whispers: whisperRequests(count), inFlight }),
	};
}
