import { isTalking, type Call } from './calls.cts';
import type { PhoneState } from './pbxState.cts';
import type { PauseChange } from './inMemory/queues.cts';

/** Something that happens on the phones and that a PBX reports. */
export type PbxEvent =
	| { what: 'ringing' | 'answered' | 'failed'; call: Readonly<Call> }
	| { what: 'ended'; call: Readonly<Call>; hungUpBy: 'caller' | 'callee' }
	/** An extension handed its call on; `call` still has it as a party. */
	| { what: 'transferred'; call: Readonly<Call>; transferor: string }
	/** Milliseconds since 1970; `answeredAt` is absent where the call was not answered. */
	| {
			what: 'record';
			call: Readonly<Call>;
			startedAt: number;
			answeredAt?: number;
			endedAt: number;
	  }
	| { what: 'extensionState'; extension: string; before: PhoneState; state: PhoneState }
	| ({ what: 'agentPause' } & PauseChange)
	| { what: 'started' };

/** The state of the PBX at one moment. */
export interface Snapshot {
	calls: readonly Call[];
	/** Calls that ended since the last snapshot, even if they began after it. */
	ended: readonly { call: Call; hungUpBy?: string }[];
	states: ReadonlyMap<string, PhoneState>;
	/** Milliseconds since 1970. */
	now: number;
}

interface Seen {
	call: Call;
	startedAt: number;
	answeredAt?: number;
}

/** Derives the events between one snapshot of the PBX and the next. */
export class ChangeDetector {
	private seen = new Map<string, Seen>();
	private states: ReadonlyMap<string, PhoneState> = new Map();

	detect({ calls, ended, states, now }: Snapshot): PbxEvent[] {
		const events: PbxEvent[] = [];
		for (const call of calls) {
			const before = this.seen.get(call.id);
			if (isRinging(call) && !(before && isRinging(before.call))) {
				events.push({ what: 'ringing', call: structuredClone(call) });
			}
			const answeredAt = before?.answeredAt ?? (isTalking(call) ? now : undefined);
			if (isTalking(call) && !(before && isTalking(before.call))) {
				events.push({ what: 'answered', call: structuredClone(call) });
			}
			this.seen.set(call.id, {
				call: structuredClone(call),
				startedAt: before?.startedAt ?? now,
				answeredAt,
			});
		}
		for (const { call, hungUpBy } of ended) {
			events.push(...this.end(structuredClone(call), hungUpBy, now));
		}
		for (const [extension, state] of states) {
			const before = this.states.get(extension) ?? state;
			if (before !== state) {
				events.push({ what: 'extensionState', extension, before, state });
			}
		}
		this.states = new Map(states);
		return events;
	}

	/** Calls that were seen before end without an event. */
	forget(): void {
		this.seen.clear();
	}

	private end(call: Call, hungUpBy: string | undefined, now: number): PbxEvent[] {
		const { startedAt = now, answeredAt } = this.seen.get(call.id) ?? {};
		this.seen.delete(call.id);
		const over: PbxEvent =
			answeredAt === undefined
				? { what: 'failed', call }
				: {
						what: 'ended',
						call,
						hungUpBy: hungUpBy === call.callee.number ? 'callee' : 'caller',
					};
		return [over, { what: 'record', call, startedAt, answeredAt, endedAt: now }];
	}
}

function isRinging(call: Call): boolean {
	return call.callee.stage === 'ringing' && call.caller.stage === 'up';
}
