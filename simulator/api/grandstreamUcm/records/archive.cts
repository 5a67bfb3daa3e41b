import type { Clock } from '../../../clock.cts';
import type { PbxEvent } from '../../../model/pbxEvents.cts';
import { shortWav } from '../../../model/shortWav.cts';
import type { Device } from '../device.cts';
import type { Switches } from '../switches.cts';
import { LegBook, type EndedCall, type Leg } from './legs.cts';
import { cdrRow, recordingName, type CdrRow } from './row.cts';

/** A call in the records. */
export interface StoredCall {
	/** The whole call. */
	main: CdrRow;
	legs: readonly CdrRow[];
}

/** What the PBX keeps of calls that are over. */
export class Archive {
	/** The oldest first. */
	readonly calls: StoredCall[] = [];
	/** Files of the folder `monitor` by name. */
	readonly recordings = new Map<string, Buffer>();
	private readonly legs = new LegBook();
	private lastId = 0;

	constructor(
		private readonly clock: Clock,
		private readonly switches: Readonly<Switches>,
		private readonly device: Readonly<Device>,
	) {}

	note(event: PbxEvent): void {
		const ended = this.legs.note(event, this.clock.now());
		if (ended) this.keep(ended);
	}

	row(id: string): CdrRow | undefined {
		return this.calls.flatMap(({ main, legs }) => [main, ...legs]).find((row) => row.AcctId === id);
	}

	private keep(ended: EndedCall): void {
		const [first, ...more] = ended.legs;
		if (!first) return;
		const { startedAt, answeredAt, endedAt } = ended;
		const whole = { ...first, startedAt, answeredAt, endedAt };
		const main = this.rowOf(whole, ended);
		const legs = more.length === 0 ? [main] : ended.legs.map((leg) => this.rowOf(leg, ended));
		this.calls.push({ main, legs });
		if (this.switches.recordings === 'off') return;
		for (const leg of ended.legs) {
			if (leg.answeredAt !== undefined) this.recordings.set(recordingName(leg), shortWav());
		}
	}

	private rowOf(leg: Leg, ended: EndedCall): CdrRow {
		this.lastId += 1;
		return cdrRow(this.lastId, leg, ended, this.switches, this.device);
	}
}
