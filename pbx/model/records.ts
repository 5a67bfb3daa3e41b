import type { CurrentCall } from './extension';
import type { Failure } from './failure';

/** Which call records are wanted. */
export interface RecordQuery {
	/** ms since 1970. */
	from: number;
	to: number;
	/** Only calls of these; all when there is none. */
	extensions: string[];
}

/** What remains of a call that is over; what the PBX does not tell is absent. */
export interface CallRecord {
	callId?: string;
	/** ISO 8601 with the offset of the PBX's zone. */
	startTime?: string;
	direction?: CurrentCall['direction'] | 'callback' | 'transfer';
	from?: string;
	to?: string;
	outcome: 'answered' | 'noAnswer' | 'busy' | 'failed' | 'voicemail' | 'unknown';
	/** The PBX's own word for the outcome. */
	rawOutcome?: string;
	/** From the start to the end. */
	durationSeconds?: number;
	/** Between answer and end. */
	talkSeconds?: number;
	sourceTrunk?: string;
	destinationTrunk?: string;
	/** The number that an outside caller dialled (DID). */
	dialledNumber?: string;
	/** Name of the recording's file on the PBX. */
	recording?: string;
}

export interface Records {
	list(query: RecordQuery): Promise<CallRecord[] | Failure>;
}

export interface Recordings {
	/** The file, as it is on the PBX. */
	download(name: string): Promise<Uint8Array | Failure>;
}
