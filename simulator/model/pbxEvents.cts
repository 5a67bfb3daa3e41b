import { isTalking, type Call } from './calls.cts';
import type { PhoneState } from './pbxModel.cts';

/** Something that a PBX would tell whoever listens. */
export type PbxEvent =
	| { what: 'ringing' | 'answered' | 'failed'; call: Readonly<Call> }
	| { what: 'ended'; call: Readonly<Call>; hungUpBy: 'caller' | 'callee' }
	/** An extension handed its call on; `call` still has it as a party. */
	| { what: 'transferred'; call: Readonly<Call>; transferor: string }
	/** Milliseconds since 1970; `answeredAt` is absent where nobody picked up. */
	| {
			what: 'record';
			call: Readonly<Call>;
			startedAt: number;
			answeredAt?: number;
			endedAt: number;
	  }
	| { what: 'extensionState'; extension: string; before: PhoneState; state: PhoneState }
	| { what: 'started' };

/** What can be seen of the PBX at one moment. */
export interface Sight {
	calls: readonly Call[];
	/** Calls that ended since the last look, even if they began after it. */
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

/** Tells what happened between one look at the PBX and the next. */
export class Lookout {
	private seen = new Map<string, Seen>();
	private states: ReadonlyMap<string, PhoneState> = new Map();

	look({ calls, ended, states, now }: Sight): PbxEvent[] {
		const happenings: PbxEvent[] = [];
		for (const call of calls) {
			const before = this.seen.get(call.id);
			if (isRinging(call) && !(before && isRinging(before.call))) {
				happenings.push({ what: 'ringing', call: structuredClone(call) });
			}
			const answeredAt = before?.answeredAt ?? (isTalking(call) ? now : undefined);
			if (isTalking(call) && !(before && isTalking(before.call))) {
				happenings.push({ what: 'answered', call: structuredClone(call) });
			}
			this.seen.set(call.id, {
				call: structuredClone(call),
				startedAt: before?.startedAt ?? now,
				answeredAt,
			});
		}
		for (const { call, hungUpBy } of ended) {
			happenings.push(...this.end(structuredClone(call), hungUpBy, now));
		}
		for (const [extension, state] of states) {
			const before = this.states.get(extension) ?? state;
			if (before !== state) {
				happenings.push({ what: 'extensionState', extension, before, state });
			}
		}
		this.states = new Map(states);
		return happenings;
	}

	/** Nobody tells anything of what was before. */
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
