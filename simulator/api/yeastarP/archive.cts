import { randomBytes } from 'node:crypto';
import type { Clock } from '../../clock.cts';
import type { Call } from '../../model/calls.cts';
import type { PbxEvent } from '../../model/pbxEvents.cts';
import { shortWav } from '../../model/shortWav.cts';
import { displayTime } from './device.cts';

/** What is kept of one call that is over. */
export interface StoredCall {
	/** Counts from 1. */
	id: number;
	call: Call;
	/** Milliseconds since 1970. */
	startedAt: number;
	/** Whole seconds. */
	durationS: number;
	ringS: number;
	talkS: number;
	answered: boolean;
	/** Name of the recording; empty when there is none. */
	recording: string;
}

type EndedCall = Extract<PbxEvent, { what: 'record' }>;

/** CDR download addresses live 30 minutes; so do those of recordings. */
const addressLifeMs = 30 * 60 * 1000;

/** What the PBX keeps of calls that are over, and the addresses under which recordings are fetched. */
export class Archive {
	readonly calls: StoredCall[] = [];
	/** Files by name. */
	readonly recordings = new Map<string, Buffer>();
	/** Custom prompts, without suffix. */
	readonly prompts = new Set(['welcome', 'test_prompt1', 'test_prompt2']);
	private readonly addresses = new Map<string, { file: string; until: number }>();

	constructor(
		private readonly clock: Clock,
		private readonly newName = () => randomBytes(16).toString('hex'),
	) {}

	keep({ call, startedAt, answeredAt, endedAt }: EndedCall, recorded: boolean): StoredCall {
		const hasRecording = recorded && answeredAt !== undefined;
		const stored: StoredCall = {
			id: this.calls.length + 1,
			call: structuredClone(call),
			startedAt,
			durationS: seconds(endedAt - startedAt),
			ringS: seconds((answeredAt ?? endedAt) - startedAt),
			talkS: answeredAt === undefined ? 0 : seconds(endedAt - answeredAt),
			answered: answeredAt !== undefined,
			recording: hasRecording ? recordingName(call, startedAt) : '',
		};
		this.calls.push(stored);
		if (hasRecording) this.recordings.set(stored.recording, shortWav());
		return stored;
	}

	/** The path under which the recording can be fetched for 30 minutes. */
	addressOf(file: string): string {
		const path = `/api/download/${this.newName()}`;
		this.addresses.set(path, { file, until: this.clock.now() + addressLifeMs });
		return path;
	}

	fileAt(path: string): Buffer | undefined {
		const address = this.addresses.get(path);
		if (!address || this.clock.now() >= address.until) return undefined;
		return this.recordings.get(address.file);
	}
}

function seconds(milliseconds: number): number {
	return Math.floor(milliseconds / 1000);
}

/** `20220415085105-1650012665.266-1005-5503301-Outbound.wav` */
function recordingName({ id, from, to, direction }: Call, startedAt: number): string {
	const time = displayTime(startedAt).replace(/\D/g, '');
	return `${time}-${id}-${from}-${to}-${callTypes[direction]}.wav`;
}

export const callTypes: Record<Call['direction'], string> = {
	internal: 'Internal',
	inbound: 'Inbound',
	outbound: 'Outbound',
};
