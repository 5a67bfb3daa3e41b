import type { HttpReply } from './httpReply.cts';
import type { JournalEntry } from './journal.cts';

/** What the PBX did, and what it answers. */
export interface Acted {
	reply: HttpReply;
	/** For the journal: `Success`, or `Failed` and the number. */
	outcome: string;
}

/** One request as its dialect understands it. */
export interface Exchange {
	/** The name by which faults, races and counters know it. */
	endpoint: string;
	/** Its `outcome` is written when it is answered. */
	entry: JournalEntry;
	/** What is asked, in a few words: `whisper 101 -> 106`. */
	summary: string;
	/** Whether it is a sign-in with a password. */
	signsIn: boolean;
	act(): Promise<Acted>;
	/** Acts, but answers in a format that was not asked for. */
	actInOtherFormat(): Promise<Acted>;
	/** Refuses with this number, without acting. */
	refuse(errno: string): Acted;
}
