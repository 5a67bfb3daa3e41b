import {
	isTalking,
	partiesOf,
	partyOf,
	type Call,
	type MonitoringLeg,
	type Party,
} from '../calls.cts';

/** What one phone is in: a call, or the monitoring of a call. */
export interface Connection {
	own: Party;
	/** Absent for monitoring. */
	call?: Call;
	end(): void;
}

function rank({ own }: Connection): number {
	if (own.holding) return 2;
	return own.stage === 'up' ? 0 : 1;
}

/** Calls and monitoring legs, and which phone is in which of them. */
export class Switchboard {
	private callsNow: Call[] = [];
	private legsNow: MonitoringLeg[] = [];
	private endedSince: Call[] = [];

	get calls(): readonly Call[] {
		return this.callsNow;
	}

	get legs(): readonly MonitoringLeg[] {
		return this.legsNow;
	}

	connect(call: Call): void {
		this.callsNow.push(call);
	}

	attach(leg: MonitoringLeg): void {
		this.legsNow.push(leg);
	}

	/** A call takes the monitoring of it along. */
	end(call: Call): void {
		this.callsNow = this.callsNow.filter((each) => each !== call);
		this.endedSince.push(call);
		this.endMonitoringOf(call);
	}

	/** The calls that ended since the last time this was asked. */
	takeEnded(): Call[] {
		return this.endedSince.splice(0);
	}

	endMonitoringOf(call: Call): void {
		this.legsNow = this.legsNow.filter((leg) => leg.callId !== call.id);
	}

	endAll(): void {
		this.callsNow = [];
		this.legsNow = [];
	}

	/** What an extension is in, the current one first: talking, then ringing, then held. */
	connectionsOf(number: string): Connection[] {
		const calls = this.callsNow.flatMap((call): Connection[] => {
			const own = partyOf(call, number);
			return own && own.stage !== 'later' ? [{ own, call, end: () => this.end(call) }] : [];
		});
		const monitoring = this.legsNow
			.filter((leg) => leg.supervisor.number === number)
			.map((leg): Connection => ({ own: leg.supervisor, end: () => this.detach(leg) }));
		return [...calls, ...monitoring].sort((one, other) => rank(one) - rank(other));
	}

	/** What a channel is in. */
	connectionOf(channel: string): Connection | undefined {
		for (const call of this.callsNow) {
			const own = partiesOf(call).find((each) => each.channel === channel);
			if (own && own.stage !== 'later' && own.kind !== 'queue')
				return { own, call, end: () => this.end(call) };
		}
		const leg = this.legsNow.find(({ supervisor }) => supervisor.channel === channel);
		return leg && { own: leg.supervisor, end: () => this.detach(leg) };
	}

	/** Puts a party on hold, or back into its call. */
	hold(own: Party, onOff: 'on' | 'off'): void {
		own.holding = onOff === 'on';
		if (onOff === 'off') this.holdAllBut(own);
	}

	/** A phone that rings, inside or outside of the PBX. */
	ringing(number: string): Connection | undefined {
		const inside = this.connectionsOf(number).find(({ own }) => own.stage === 'ringing');
		if (inside) return inside;
		for (const call of this.callsNow) {
			const own = partiesOf(call).find(
				(each) => each.number === number && each.stage === 'ringing',
			);
			if (own) return { own, call, end: () => this.end(call) };
		}
		return undefined;
	}

	talkingCallOf(number: string): Call | undefined {
		return this.connectionsOf(number).find(({ call }) => call && isTalking(call))?.call;
	}

	/** A phone talks on one connection at a time: the others go on hold. */
	holdAllBut(current: Party): void {
		if (current.kind !== 'extension') return;
		for (const { own } of this.connectionsOf(current.number)) {
			if (own !== current && own.stage === 'up') own.holding = true;
		}
	}

	private detach(leg: MonitoringLeg): void {
		this.legsNow = this.legsNow.filter((each) => each !== leg);
	}
}
