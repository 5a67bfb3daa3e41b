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

/** What Asterisk says by itself. */
export class BenchEvents {
	private readonly events: PushedEventView[] = [];
	private readonly holding = new Set<string>();
	private since = 0;
	private lastId = 0;

	constructor(private readonly bench: Bench) {}

	/** The newest, the oldest of them first. */
	newest(): PushedEventView[] {
		this.read();
		return [...this.events];
	}

	/** Whether the phone at this channel holds its call: the state of a device tells only who is held. */
	isHolding(channel: string): boolean {
		this.read();
		return this.holding.has(channel);
	}

	private read(): void {
		const { amiObserver } = this.bench;
		for (const event of amiObserver.events({ event: shown }, this.since)) {
			const { event: name = '', channel = '' } = event;
			if (name === 'Hold') this.holding.add(channel);
			if (name === 'Unhold' || name === 'Hangup') this.holding.delete(channel);
			const detail = fields
				.filter((each) => (event[each] ?? '') !== '')
				.map((each) => `${each} ${event[each] ?? ''}`)
				.join(', ');
			this.lastId += 1;
			this.events.push({ id: this.lastId, name, detail, outcome: '', failed: false });
		}
		this.since = amiObserver.now();
		this.events.splice(0, this.events.length - maxShown);
	}
}
