import type { Call } from '../../../model/calls.cts';
import type { PbxEvent } from '../../../model/pbxEvents.cts';

/** One connection of a call: a transfer and a queue give it more than one. Times: milliseconds since 1970. */
export interface Leg {
	from: string;
	to: string;
	channel: string;
	toChannel: string;
	startedAt: number;
	answeredAt?: number;
	endedAt: number;
	action: 'DIAL' | 'QUEUE' | 'TRANSFER';
}

export interface EndedCall {
	call: Readonly<Call>;
	startedAt: number;
	answeredAt?: number;
	endedAt: number;
	legs: readonly Leg[];
}

type OpenLeg = Omit<Leg, 'endedAt'>;

/** Follows calls from leg to leg. */
export class LegBook {
	private readonly open = new Map<string, OpenLeg[]>();

	/** Takes an event, and gives the call when it was its last. `now`: milliseconds since 1970. */
	note(event: PbxEvent, now: number): EndedCall | undefined {
		switch (event.what) {
			case 'ringing':
			case 'answered':
				this.connected(event.call, event.what, now);
				return undefined;
			case 'record':
				return this.ended(event);
			default:
				return undefined;
		}
	}

	private connected(call: Readonly<Call>, what: 'ringing' | 'answered', now: number): void {
		const legs = this.open.get(call.id) ?? [];
		const last = legs.at(-1);
		const isSame = last?.channel === call.caller.channel && last.toChannel === call.callee.channel;
		const leg = last && isSame ? last : { ...legOf(call, now), action: actionOf(legs, call) };
		if (what === 'answered') leg.answeredAt = now;
		this.open.set(call.id, isSame ? legs : [...legs, leg]);
	}

	private ended({ call, ...times }: Extract<PbxEvent, { what: 'record' }>): EndedCall {
		const seen = this.open.get(call.id) ?? [{ ...legOf(call, times.startedAt), ...times }];
		this.open.delete(call.id);
		const first = seen[0];
		const inQueue: OpenLeg[] =
			first?.action === 'QUEUE'
				? [{ ...first, to: call.to, toChannel: '', ...times, action: 'QUEUE' }]
				: [];
		const legs = [...inQueue, ...seen].map((leg, index, all) => ({
			...leg,
			endedAt: all[index + 1]?.startedAt ?? times.endedAt,
		}));
		return { call, ...times, legs };
	}
}

function legOf(call: Readonly<Call>, startedAt: number): OpenLeg {
	const { caller, callee } = call;
	return {
		from: caller.number,
		to: callee.number,
		channel: caller.channel,
		toChannel: callee.channel,
		startedAt,
		action: 'DIAL',
	};
}

function actionOf(before: readonly OpenLeg[], { to, callee }: Readonly<Call>): Leg['action'] {
	if (before.length > 0) return 'TRANSFER';
	return to === callee.number ? 'DIAL' : 'QUEUE';
}
