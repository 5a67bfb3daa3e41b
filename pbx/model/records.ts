import type { CurrentCall } from './currentCall';
import type { Done, Failure } from './failure';

/** Which call records are asked for. */
export interface RecordQuery {
	/** The calls that began between these two moments, ms since 1970. */
	from: number;
	to: number;
	/** Only calls of these; all when there is none. */
	extensions: string[];
}

/** What the PBX keeps of a call that is over. */
export interface CallRecord {
	callId?: string;
	/** ISO 8601 with the offset of the PBX's zone. */
	startTime?: string;
	direction?: CurrentCall['direction'] | 'callback' | 'transfer';
	from?: string;
	/** Who was called; of a call that came through a queue, the agent who answered. */
	to?: string;
	/** The queue that the call came through, where the record names it. */
	queue?: string;
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

/** OpenVox: Download call records. */
export interface Records {
	/** No records in the range is an empty list. */
	list(query: RecordQuery): Promise<CallRecord[] | Failure>;
}

/** OpenVox: Download recording files; P-Series: Pause Call Recording; Asterisk: MixMonitorMute. */
export interface Recordings {
	/** The file, byte for byte; `notFound` where the PBX has none of that name. */
	download?(name: string): Promise<Uint8Array | Failure>;
	/** Leaves out what is said in the call of the extension; `refused` where it is not recorded. */
	pause?(extension: string): Promise<Done | Failure>;
	/** Records the call of the extension again; also `done` where it was not paused. */
	resume?(extension: string): Promise<Done | Failure>;
}
