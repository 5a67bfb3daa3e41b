import { randomBytes } from 'node:crypto';
import type { Clock } from '../../clock.cts';
import { shortWav } from '../../model/shortWav.cts';

/** One line of the call records; times are those of the clock on the PBX. */
export type StoredRecord = Readonly<Partial<Record<RecordColumn, string>>> & {
	readonly timestart: string;
};

/** As in public code for Yeastar; the manual prints no record. */
export const recordColumns = [
	'callid',
	'timestart',
	'callfrom',
	'callto',
	'callduraction',
	'talkduraction',
	'srctrunkname',
	'dsttrunkname',
	'status',
	'type',
	'pincode',
	'recording',
	'didnumber',
	'sn',
] as const;

export type RecordColumn = (typeof recordColumns)[number];

interface Ticket {
	/** What it opens. */
	opens: string;
	/** Milliseconds since 1970. */
	until: number;
}

const ticketLife = 30_000;

/** What the PBX keeps of calls that are over, and the random strings that unlock it. */
export class Archive {
	readonly records: StoredRecord[] = [];
	/** Files by name. */
	readonly recordings = new Map<string, Buffer>();
	/** Audio files for callers, without suffix. */
	readonly prompts = new Set(['haruhi3', 'xiaoshao5', 'welcome']);
	private readonly tickets = new Map<string, Ticket>();

	constructor(
		private readonly clock: Clock,
		private readonly newRandom = () => randomBytes(16).toString('hex'),
	) {}

	keep(record: StoredRecord): void {
		this.records.push(record);
		if (record.recording) this.recordings.set(record.recording, shortWav());
	}

	/** A random string that opens this for 30 seconds. */
	ticketFor(opens: string): string {
		const random = this.newRandom();
		this.tickets.set(random, { opens, until: this.clock.now() + ticketLife });
		return random;
	}

	/** `once`: the string is used up. */
	redeem(random: string, opens: string, times: 'once' | 'often'): boolean {
		const ticket = this.tickets.get(random);
		if (times === 'once') this.tickets.delete(random);
		return ticket !== undefined && ticket.opens === opens && this.clock.now() < ticket.until;
	}
}
