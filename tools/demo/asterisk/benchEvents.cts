import type { MonitorMode } from '../../../pbx/model/monitoring';
import type { PushedEventView } from '../../../simulator/switchboard/switchboard.cts';
import type { Bench } from '../../asterisk/bench.cts';

const readTypes =
	/^(DialBegin|DialEnd|BridgeEnter|ChanSpyStart|ChanSpyStop|Hold|Unhold|Hangup|DTMFEnd)$/;

const maxShown = 80;

/** The keys by which a supervisor changes the mode of ChanSpy, pressed at the phone or by the API. */
const modeKeys: Record<string, MonitorMode> = { 4: 'listen', 5: 'whisper', 6: 'bargeIn' };

const fields = [
	'channel',
	'digit',
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
	private readonly chosenModes = new Map<string, MonitorMode>();
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

	/** The mode that was chosen with a key on this channel; absent where none was. */
	chosenMode(channel: string): MonitorMode | undefined {
		this.read();
		return this.chosenModes.get(channel);
	}

	private read(): void {
		const { amiObserver } = this.bench;
		for (const event of amiObserver.events({ event: readTypes }, this.since)) {
			const { event: name = '', channel = '' } = event;
			if (name === 'Hold') this.holding.add(channel);
			if (name === 'Unhold' || name === 'Hangup') this.holding.delete(channel);
			const mode = name === 'DTMFEnd' ? modeKeys[event.digit ?? ''] : undefined;
			if (mode) this.chosenModes.set(channel, mode);
			if (name === 'Hangup') this.chosenModes.delete(channel);
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
