import { isTalking, otherParty, type Call, type Party } from '../calls.cts';
import type { Parked, ParkedCall } from '../pbxModel.cts';
import type { CallControl } from './callControl.cts';
import type { Switchboard } from './switchboard.cts';

const firstSlot = 6000;
const slotCount = 10;

interface Consultation {
	call: Call;
	/** In the place of the one who asks. */
	absent: Party;
	own: Party;
	consultation: Call;
}

/** Calls of which one party waits for another one: parked, or while the other asks a third. */
export class WaitingCalls {
	private readonly parked = new Map<string, { call: Call; parker: string }>();
	private readonly consultations = new Map<string, Consultation>();

	constructor(
		private readonly switchboard: Switchboard,
		private readonly callControl: CallControl,
	) {}

	/** In the slot that is named, or in the first one that is free. */
	park(channel: string, wanted: string): Parked | 'noCall' | 'noSlot' {
		const { own, call } = this.switchboard.connectionOf(channel) ?? {};
		if (!own || !call || !isTalking(call)) return 'noCall';
		const taken = this.parkedCalls().map(({ slot }) => slot);
		const slots = Array.from({ length: slotCount }, (_, n) => String(firstSlot + n));
		const slot = slots.find((each) => !taken.includes(each) && (wanted || each) === each);
		if (slot === undefined) return 'noSlot';
		const parker = otherParty(call, own);
		this.switchboard.endMonitoringOf(call);
		own.holding = true;
		// Who is parked waits as the caller of a queue does.
		call.caller = own;
		call.callee = placeholder(slot);
		this.parked.set(slot, { call, parker: parker.number });
		return { callId: call.id, slot };
	}

	parkedCalls(): ParkedCall[] {
		return [...this.parked]
			.filter(([slot, { call }]) => this.isAlive(call) && call.callee.number === slot)
			.map(([slot, { call, parker }]) => ({
				slot,
				parker,
				parked: call.caller.number,
				channel: call.caller.channel,
			}));
	}

	consult(channel: string, to: string): 'done' | 'noCall' | 'noExtension' {
		const { own, call } = this.switchboard.connectionOf(channel) ?? {};
		if (!own || !call || !isTalking(call)) return 'noCall';
		const target = this.callControl.parties.targetOf(to);
		if (!target) return 'noExtension';
		this.switchboard.endMonitoringOf(call);
		const absent = placeholder('');
		replace(call, own, absent);
		otherParty(call, absent).holding = true;
		const consultation = this.callControl.callBetween(own, target);
		this.consultations.set(channel, { call, absent, own, consultation });
		return 'done';
	}

	/** Whether the target of a consultation has answered. */
	consultationOf(channel: string): 'ringing' | 'answered' | undefined {
		const found = this.consultations.get(channel);
		if (!found || !this.isAlive(found.call) || !this.isAlive(found.consultation)) return undefined;
		return isTalking(found.consultation) ? 'answered' : 'ringing';
	}

	/** The call whose party waits while this one asks a target. */
	callThatAsks(one: Call): Call | undefined {
		return [...this.consultations.values()].find(({ consultation }) => consultation === one)?.call;
	}

	endConsultation(channel: string, how: 'complete' | 'abort'): 'done' | 'noCall' {
		const found = this.consultations.get(channel);
		if (!found || this.consultationOf(channel) === undefined) return 'noCall';
		const { call, absent, own, consultation } = found;
		otherParty(call, absent).holding = false;
		replace(call, absent, how === 'complete' ? consultation.callee : own);
		this.switchboard.end(consultation);
		this.consultations.delete(channel);
		return 'done';
	}

	private isAlive(call: Call): boolean {
		return this.switchboard.calls.includes(call);
	}
}

/** The end of a call that nobody is at. */
function placeholder(number: string): Party {
	return { channel: '', kind: 'queue', number, stage: 'up', holding: false, muted: false };
}

function replace(call: Call, one: Party, other: Party): void {
	if (call.caller === one) call.caller = other;
	else call.callee = other;
}
