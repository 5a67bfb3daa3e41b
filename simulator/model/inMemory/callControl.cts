import type { MonitorRequest } from '../../../pbx/model/monitoring';
import type { Clock } from '../../clock.cts';
import { otherParty, partiesOf, type Call, type NewCall, type Party } from '../calls.cts';
import { unmetConditions } from '../monitoringConditions.cts';
import type { ExtensionSetup, Office } from '../office.cts';
import type {
	Dialled,
	DialRequest,
	PromptRequest,
	Rights,
	TransferRequest,
	UnmetCondition,
} from '../pbxModel.cts';
import type { Extensions } from './extensions.cts';
import { Parties } from './parties.cts';
import type { Switchboard } from './switchboard.cts';

/** How calls and monitoring begin and pass from one party to another. It reports no event. */
export class CallControl {
	readonly parties: Parties;
	private callCounter = 0;

	constructor(
		private readonly extensions: Extensions,
		private readonly switchboard: Switchboard,
		private readonly office: Pick<Office, 'queues' | 'trunk'>,
		private readonly clock: Clock,
	) {
		this.parties = new Parties(extensions, office);
	}

	/** A call between any two ends; answered at once unless it rings first. */
	start(request: NewCall): Dialled | 'noExtension' | 'unreachable' {
		const stage = request.answered === 'ringing' ? 'ringing' : 'up';
		const outside = (number: string, at: Party['stage']) =>
			this.parties.make('outside', number, at, request.trunk);
		// The caller's channel is made first, as on every PBX.
		const inside = () =>
			this.parties.isQueue(request.to)
				? this.parties.make('queue', request.to, 'up')
				: this.parties.make('extension', request.to, stage);
		const ends: Record<Call['direction'], () => [Party, Party]> = {
			internal: () => [this.parties.make('extension', request.from, 'up'), inside()],
			inbound: () => [outside(request.from, 'up'), inside()],
			outbound: () => [
				this.parties.make('extension', request.from, 'up'),
				outside(request.to, stage),
			],
		};
		const [caller, callee] = ends[request.direction]();
		for (const each of [caller, callee]) {
			const obstacle = this.extensions.obstacle(each);
			if (obstacle) return obstacle;
		}
		if (request.from === request.to) return 'unreachable';
		const { direction, from, to, id = this.nextCallId() } = request;
		const trunk = direction === 'internal' ? undefined : (request.trunk ?? this.office.trunk);
		this.switchboard.connect({ id, direction, from, to, trunk, caller, callee });
		for (const each of [caller, callee]) {
			if (each.stage === 'up') this.switchboard.holdAllBut(each);
		}
		return { callId: id };
	}

	dial(request: DialRequest): Dialled | 'noExtension' | 'notIdle' {
		const { from, to } = request;
		const caller = this.extensions.find(from);
		if (!caller || !this.extensions.find(to) || from === to) return 'noExtension';
		return this.ringCaller(request, caller, {
			direction: 'internal',
			callee: () => this.parties.make('extension', to, 'later'),
		});
	}

	dialOut(request: DialRequest): Dialled | 'noExtension' | 'notIdle' | 'noTrunk' {
		const { from, to } = request;
		const caller = this.extensions.find(from);
		if (!caller) return 'noExtension';
		// The manual: for numbers outside of the PBX only.
		if (this.extensions.find(to)) return 'noTrunk';
		return this.ringCaller(request, caller, {
			direction: 'outbound',
			trunk: this.office.trunk,
			callee: () => this.parties.make('outside', to, 'later'),
		});
	}

	playPrompt({ prompts, to, autoAnswer }: PromptRequest): Dialled | 'noExtension' | 'notIdle' {
		const setup = this.extensions.find(to.number);
		const isInside = to.kind === 'extension';
		if (isInside && !setup) return 'noExtension';
		if (isInside && setup && this.extensions.stateOf(setup) !== 'idle') return 'notIdle';
		const picksUp = isInside && autoAnswer && setup?.phone.autoAnswer === 'supported';
		const call: Call = {
			id: this.nextCallId(),
			direction: isInside ? 'internal' : 'outbound',
			from: prompts,
			to: to.number,
			trunk: isInside ? undefined : this.office.trunk,
			caller: this.parties.make('prompt', prompts, 'up'),
			callee: this.parties.make(to.kind, to.number, picksUp ? 'up' : 'ringing'),
		};
		this.switchboard.connect(call);
		return { callId: call.id };
	}

	monitor(
		request: MonitorRequest,
		listeners: 'one' | 'any',
		rights: Rights,
	): 'calling' | UnmetCondition[] {
		const { mode, monitored } = request;
		const supervisor = this.extensions.find(request.supervisor);
		const unmet = unmetConditions(
			request,
			this.extensions.candidate(supervisor),
			this.extensions.candidate(this.extensions.find(monitored)),
			listeners,
			rights,
		);
		const call = this.switchboard.talkingCallOf(monitored);
		if (unmet.length > 0 || !supervisor || !call) return unmet;
		const stage = supervisor.phone.autoAnswer === 'supported' ? 'up' : 'ringing';
		this.switchboard.attach({
			id: this.nextCallId(),
			mode,
			monitored,
			callId: call.id,
			supervisor: this.parties.make('extension', request.supervisor, stage),
		});
		return 'calling';
	}

	pickUp(number: string): 'done' | 'notRinging' {
		const ringing = this.switchboard.ringing(number);
		if (!ringing) return 'notRinging';
		const { own, call } = ringing;
		own.stage = 'up';
		this.switchboard.holdAllBut(own);
		const other = call && otherParty(call, own);
		if (call && other?.stage === 'later') this.ring(call, other);
		return 'done';
	}

	answerFromQueue(
		queue: string,
		member: string,
	): Dialled | 'nobodyWaiting' | 'noExtension' | 'unreachable' {
		const callee = this.parties.make('extension', member, 'up');
		const obstacle = this.extensions.obstacle(callee);
		if (obstacle) return obstacle;
		const call = this.switchboard.calls.find(
			(each) => each.callee.kind === 'queue' && each.callee.number === queue,
		);
		if (!call) return 'nobodyWaiting';
		call.callee = callee;
		this.switchboard.holdAllBut(callee);
		return { callId: call.id };
	}

	transfer(request: TransferRequest): 'done' | 'noCall' | 'noExtension' {
		const call = this.switchboard.calls.find((each) => each.id === request.callId);
		const transferor =
			call &&
			partiesOf(call).find((each) => each.number === request.transferor && each.stage === 'up');
		if (!call || !transferor) return 'noCall';
		const target = this.parties.targetOf(request.to);
		if (!target) return 'noExtension';
		this.switchboard.endMonitoringOf(call);
		if (call.caller === transferor) call.caller = target;
		else call.callee = target;
		otherParty(call, target).holding = false;
		if (target.kind !== 'queue') this.ring(call, target);
		return 'done';
	}

	/** One who is on the phone already calls another one. */
	callBetween(caller: Party, callee: Party): Call {
		const trunk = callee.kind === 'outside' ? this.office.trunk : undefined;
		const direction = trunk === undefined ? 'internal' : 'outbound';
		const [from, to, id] = [caller.number, callee.number, this.nextCallId()];
		const call: Call = { id, direction, from, to, trunk, caller, callee };
		this.switchboard.connect(call);
		if (callee.kind !== 'queue') this.ring(call, callee);
		return call;
	}

	/** The caller's phone rings first; the callee's rings when it is picked up. */
	private ringCaller(
		{ from, to, autoAnswer }: DialRequest,
		caller: ExtensionSetup,
		{ callee, ...rest }: Pick<Call, 'direction' | 'trunk'> & { callee: () => Party },
	): Dialled | 'notIdle' {
		if (this.extensions.stateOf(caller) !== 'idle') return 'notIdle';
		const id = this.nextCallId();
		const ringing = this.parties.make('extension', from, 'ringing');
		const call: Call = { id, from, to, caller: ringing, callee: callee(), ...rest };
		this.switchboard.connect(call);
		if (autoAnswer && caller.phone.autoAnswer === 'supported') {
			call.caller.stage = 'up';
			this.ring(call, call.callee);
		}
		return { callId: id };
	}

	/** The call ends where the phone cannot ring. */
	private ring(call: Call, callee: Party): void {
		const setup = callee.kind === 'extension' ? this.extensions.find(callee.number) : undefined;
		const canRing =
			callee.kind !== 'extension' ||
			(setup && this.extensions.stateOf(setup) === 'idle' && setup.settings.doNotDisturb === 'off');
		if (!canRing) return this.switchboard.end(call);
		callee.stage = 'ringing';
	}

	private nextCallId(): string {
		this.callCounter += 1;
		return `${Math.floor(this.clock.now() / 1000)}.${this.callCounter}`;
	}
}
