import type { Clock } from '../../clock.cts';
import type { Call, MonitoringLeg, NewCall } from '../calls.cts';
import { describeHearing } from '../describeHearing.cts';
import { whoHearsWhom, type Hearing } from '../hearing.cts';
import type { Office } from '../office.cts';
import { ChangeDetector, type PbxEvent } from '../pbxEvents.cts';
import type { Phone } from '../pbxState.cts';
import { CallControl } from './callControl.cts';
import { Extensions } from './extensions.cts';
import { Switchboard } from './switchboard.cts';

/**
 * Phones and calls that exist in memory only, and what happens at the phones and outside of the PBX.
 * Every action reports the events that it causes.
 */
export class InMemoryPhones {
	protected readonly switchboard = new Switchboard();
	protected readonly pbxExtensions: Extensions;
	protected readonly callControl: CallControl;
	protected listener: (event: PbxEvent) => void = () => undefined;
	private readonly changes = new ChangeDetector();

	constructor(
		office: Office,
		private readonly clock: Clock,
	) {
		this.pbxExtensions = new Extensions(office.extensions, this.switchboard);
		this.callControl = new CallControl(this.pbxExtensions, this.switchboard, office, clock);
		for (const call of office.calls) {
			this.callControl.start(call);
			if (call.heldBy !== undefined) this.pbxExtensions.hold(call.heldBy, 'on');
		}
		this.detectChanges();
	}

	/** Replaces the listener. */
	onEvent(listener: (event: PbxEvent) => void): void {
		this.listener = listener;
	}

	/** A call begins; it is answered at once unless it rings first. */
	startCall(request: NewCall): ReturnType<CallControl['start']> {
		return this.reporting(this.callControl.start(request));
	}

	endCall(id: string): 'done' | 'noCall' {
		return this.end(this.switchboard.calls.find((each) => each.id === id));
	}

	/** A phone that rings, inside or outside of the PBX, is picked up. */
	pickUp(number: string): 'done' | 'notRinging' {
		return this.reporting(this.callControl.pickUp(number));
	}

	/** A call is rejected on a phone that rings. */
	decline(number: string): 'done' | 'notRinging' {
		const ringing = this.switchboard.ringing(number);
		if (!ringing) return 'notRinging';
		ringing.end();
		return this.reporting('done', number);
	}

	/** A member of the queue takes the caller who has waited longest. */
	answerFromQueue(queue: string, member: string): ReturnType<CallControl['answerFromQueue']> {
		return this.reporting(this.callControl.answerFromQueue(queue, member));
	}

	/** An extension transfers its call with a feature code, as `*03` does. */
	transferFrom(number: string, to: string): 'done' | 'noCall' | 'noExtension' {
		const call = this.switchboard.talkingCallOf(number);
		if (!call) return 'noCall';
		const before = structuredClone(call);
		const transferred = this.callControl.transfer({ callId: call.id, transferor: number, to });
		if (transferred === 'done') {
			this.listener({ what: 'transferred', call: before, transferor: number });
		}
		return this.reporting(transferred);
	}

	changePhone(number: string, change: Partial<Phone>): 'done' | 'noExtension' {
		const setup = this.pbxExtensions.find(number);
		if (!setup) return 'noExtension';
		Object.assign(setup.phone, change);
		// A phone that lost its line is in no call any more.
		if (setup.phone.line !== 'registered') while (this.pbxExtensions.hangUp(number) === 'done');
		return this.reporting('done');
	}

	phone(number: string): Phone | 'noExtension' {
		const setup = this.pbxExtensions.find(number);
		return setup ? { ...setup.phone } : 'noExtension';
	}

	/** Every call and monitoring leg is gone, as after a restart. */
	dropEverything(): void {
		this.switchboard.endAll();
		this.changes.forget();
		this.detectChanges();
	}

	currentCalls(): Call[] {
		return structuredClone([...this.switchboard.calls]);
	}

	monitoringLegs(): MonitoringLeg[] {
		return structuredClone([...this.switchboard.legs]);
	}

	whoHearsWhom(): Hearing[] {
		return whoHearsWhom(this.switchboard.calls, this.switchboard.legs);
	}

	describeHearing(): string[] {
		return describeHearing(this.switchboard.calls, this.switchboard.legs);
	}

	protected end(call: Call | undefined): 'done' | 'noCall' {
		if (!call) return 'noCall';
		this.switchboard.end(call);
		return this.reporting('done');
	}

	/** Reports what the action before has changed, and gives its result. */
	protected reporting<Result>(result: Result, hungUpBy?: string): Result {
		for (const event of this.detectChanges(hungUpBy)) this.listener(event);
		return result;
	}

	private detectChanges(hungUpBy?: string): PbxEvent[] {
		return this.changes.detect({
			calls: this.switchboard.calls,
			ended: this.switchboard.takeEnded().map((call) => ({ call, hungUpBy })),
			states: this.pbxExtensions.states(),
			now: this.clock.now(),
		});
	}
}
