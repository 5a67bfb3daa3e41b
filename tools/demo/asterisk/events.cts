import type { PushedEventView } from '../../../simulator/switchboard/switchboard.cts';
import type { Bench } from '../../asterisk/bench.cts';

const shown = /^(DialBegin|DialEnd|BridgeEnter|ChanSpyStart|ChanSpyStop|Hold|Unhold|Hangup)$/;

const maxShown = 80;

const fields = [
	'channel',
	'destchannel',
	'spyerchannel',
	'spyeechannel',
	'dialstatus',
	'cause-txt',
];

/** Reads what Asterisk has sent since the last time; gives the newest. */
export function readableEvents(bench: Bench): () => PushedEventView[] {
	const events: PushedEventView[] = [];
	let since = 0;
	let id = 0;
	return () => {
		const { amiObserver } = bench;
		for (const event of amiObserver.events({ event: shown }, since)) {
			const detail = fields.flatMap((name) => {
				const value = event[name];
				return value === undefined || value === '' ? [] : [`${name} ${value}`];
			});
			id += 1;
			events.push({
				id,
				name: event.event ?? '',
				detail: detail.join(', '),
				outcome: 'sent',
				failed: false,
			});
		}
		since = amiObserver.now();
		events.splice(0, events.length - maxShown);
		return [...events];
	};
}
