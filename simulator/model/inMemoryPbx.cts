import type { MonitorRequest } from '../../pbx/model/monitoring';
import type { Clock } from '../clock.cts';
import { internalView, trunkView } from './callViews.cts';
import {
	otherParty,
	partiesOf,
	party,
	type Call,
	type MonitoringLeg,
	type NewCall,
	type Party,
} from './calls.cts';
import { ChangeDetector, type PbxEvent } from './pbxEvents.cts';
import { whoHearsWhom, type Hearing } from './hearing.cts';
import { unmetConditions, type Candidate } from './monitoringConditions.cts';
import type { ExtensionSetup, Office } from './office.cts';
import type {
	Dialled,
	DialRequest,
	Extension,
	ExtensionSettings,
	PbxModel,
	PromptRequest,
	Phone,
	Queue,
	TransferRequest,
	TrunkCall,
	TrunkDirection,
	UnmetCondition,
} from './pbxModel.cts';
import { phoneState } from './phoneState.cts';
import { describeHearing } from './describeHearing.cts';
import { Switchboard } from './switchboard.cts';

export class InMemoryPbx implements PbxModel {
	private readonly setups: ExtensionSetup[];
	private readonly queues: Office['queues'];
	private readonly trunk: string;
	private readonly switchboard = new Switchboard();
	private readonly changes = new ChangeDetector();
	private callCounter = 0;
	private listener: (event: PbxEvent) => void = () => undefined;

	constructor(
		office: Office,
		private readonly clock: Clock,
	) {
		this.setups = office.extensions.map(({ settings, phone }) => ({
			settings: { ...settings },
			phone: { ...phone },
		}));
		this.queues = office.queues;
		this.trunk = office.trunk;
		for (const call of office.calls) {
			this.startCall(call);
			if (call.heldBy !== undefined) this.holdNow(call.heldBy, 'on');
		}
		this.detectChanges();
	}

	/** Who is told what happens, from now on. */
	onEvent(listener: (event: PbxEvent) => void): void {
		this.listener = listener;
	}

	// What the API can do

	extensions(): Promise<Extension[]> {
		return Promise.resolve(this.setups.map((setup) => this.viewOf(setup)));
	}

	configure(
		number: string,
		change: Partial<ExtensionSettings>,
	): Promise<'configured' | 'noExtension' | 'numberTaken' | 'notIdle'> {
		return Promise.resolve(this.configureNow(number, change));
	}

	monitor(
		request: MonitorRequest,
		listeners: 'one' | 'any',
	): Promise<'calling' | UnmetCondition[]> {
		return Promise.resolve(this.reporting(this.monitorNow(request, listeners)));
	}

	dial(request: DialRequest): Promise<Dialled | 'noExtension' | 'notIdle'> {
		const caller = this.setupOf(request.from);
		if (!caller || !this.setupOf(request.to) || request.from === request.to)
			return Promise.resolve('noExtension');
		if (this.stateOf(caller) !== 'idle') return Promise.resolve('notIdle');
		const call: Call = {
			id: this.nextCallId(),
			direction: 'internal',
			from: request.from,
			to: request.to,
			caller: party('extension', request.from, 'ringing'),
			callee: party('extension', request.to, 'later'),
		};
		return Promise.resolve(this.reporting(this.ringCaller(call, caller, request)));
	}

	dialOut(request: DialRequest): Promise<Dialled | 'noExtension' | 'notIdle' | 'noTrunk'> {
		const caller = this.setupOf(request.from);
		if (!caller) return Promise.resolve('noExtension');
		// The manual: for numbers outside of the PBX only.
		if (this.setupOf(request.to)) return Promise.resolve('noTrunk');
		if (this.stateOf(caller) !== 'idle') return Promise.resolve('notIdle');
		const call: Call = {
			id: this.nextCallId(),
			direction: 'outbound',
			from: request.from,
			to: request.to,
			trunk: this.trunk,
			caller: party('extension', request.from, 'ringing'),
			callee: party('outside', request.to, 'later'),
		};
		return Promise.resolve(this.reporting(this.ringCaller(call, caller, request)));
	}

	playPrompt(request: PromptRequest): Promise<Dialled | 'noExtension' | 'notIdle'> {
		const { prompts, to, autoAnswer } = request;
		const setup = this.setupOf(to.number);
		const isInside = to.kind === 'extension';
		if (isInside && !setup) return Promise.resolve('noExtension');
		if (isInside && setup && this.stateOf(setup) !== 'idle') return Promise.resolve('notIdle');
		const picksUp = isInside && autoAnswer === 'yes' && setup?.phone.autoAnswer === 'supported';
		const call: Call = {
			id: this.nextCallId(),
			direction: isInside ? 'internal' : 'outbound',
			from: prompts,
			to: to.number,
			trunk: isInside ? undefined : this.trunk,
			caller: party('prompt', prompts, 'up'),
			callee: party(to.kind, to.number, picksUp ? 'up' : 'ringing'),
		};
		this.switchboard.connect(call);
		return Promise.resolve(this.reporting({ callId: call.id }));
	}

	hangUp(number: string): Promise<'done' | 'noExtension' | 'noCall'> {
		return Promise.resolve(this.reporting(this.hangUpNow(number), number));
	}

	hangUpTrunkCall(direction: TrunkDirection, callId: string): Promise<'done' | 'noCall'> {
		const call = this.switchboard.calls.find(
			(each) => each.direction === direction && each.id === callId,
		);
		if (!call) return Promise.resolve('noCall');
		this.switchboard.end(call);
		return Promise.resolve(this.reporting('done' as const));
	}

	hold(number: string, onOff: 'on' | 'off'): Promise<'done' | 'noExtension' | 'noCall'> {
		return Promise.resolve(this.reporting(this.holdNow(number, onOff)));
	}

	mute(number: string, onOff: 'on' | 'off'): Promise<'done' | 'noExtension' | 'noCall'> {
		const own = this.currentEnd(number);
		if (typeof own === 'string') return Promise.resolve(own);
		own.muted = onOff === 'on';
		return Promise.resolve('done');
	}

	transfer(request: TransferRequest): Promise<'done' | 'noCall' | 'noExtension'> {
		return Promise.resolve(this.reporting(this.transferNow(request)));
	}

	trunkCalls(direction: TrunkDirection): Promise<TrunkCall[]> {
		return Promise.resolve(
			this.switchboard.calls
				.map((call) => trunkView(call))
				.filter((view): view is TrunkCall => view?.direction === direction),
		);
	}

	queue(number: string): Promise<Queue | 'noQueue'> {
		const queue = this.queues.find((each) => each.number === number);
		if (!queue) return Promise.resolve('noQueue');
		return Promise.resolve({
			number,
			members: queue.members.map((member) => {
				const setup = this.setupOf(member);
				return { number: member, state: setup ? this.stateOf(setup) : 'unknown' };
			}),
			waitingCallers: this.switchboard.calls.filter(
				(call) => call.callee.kind === 'queue' && call.callee.number === number,
			).length,
		});
	}

	// What people and the world outside do

	/** A call begins; talking at once unless it is to ring first. */
	startCall(request: NewCall): Dialled | 'noExtension' | 'unreachable' {
		const stage = request.answered === 'ringing' ? 'ringing' : 'up';
		const inside = this.isQueue(request.to)
			? party('queue', request.to, 'up')
			: party('extension', request.to, stage);
		const ends: Record<Call['direction'], () => [Party, Party]> = {
			internal: () => [party('extension', request.from, 'up'), inside],
			inbound: () => [party('outside', request.from, 'up'), inside],
			outbound: () => [party('extension', request.from, 'up'), party('outside', request.to, stage)],
		};
		const [caller, callee] = ends[request.direction]();
		for (const each of [caller, callee]) {
			const obstacle = this.obstacle(each);
			if (obstacle) return obstacle;
		}
		if (request.from === request.to) return 'unreachable';
		const { direction, from, to, id = this.nextCallId() } = request;
		const trunk = direction === 'internal' ? undefined : (request.trunk ?? this.trunk);
		this.switchboard.connect({ id, direction, from, to, trunk, caller, callee });
		for (const each of [caller, callee]) {
			if (each.stage === 'up') this.switchboard.holdAllBut(each);
		}
		return this.reporting({ callId: id });
	}

	endCall(id: string): 'done' | 'noCall' {
		const call = this.switchboard.calls.find((each) => each.id === id);
		if (!call) return 'noCall';
		this.switchboard.end(call);
		return this.reporting('done');
	}

	/** Somebody picks up a phone that rings, inside or outside of the PBX. */
	pickUp(number: string): 'done' | 'notRinging' {
		const ringing = this.switchboard.ringing(number);
		if (!ringing) return 'notRinging';
		const { own, call } = ringing;
		own.stage = 'up';
		this.switchboard.holdAllBut(own);
		const other = call && otherParty(call, own);
		if (call && other?.stage === 'later') this.ring(call, other);
		return this.reporting('done');
	}

	/** Somebody presses "reject" on a phone that rings. */
	decline(number: string): 'done' | 'notRinging' {
		const ringing = this.switchboard.ringing(number);
		if (!ringing) return 'notRinging';
		ringing.end();
		return this.reporting('done', number);
	}

	/** A member of the queue takes the caller who has waited longest. */
	answerFromQueue(
		queue: string,
		member: string,
	): Dialled | 'nobodyWaiting' | 'noExtension' | 'unreachable' {
		const callee = party('extension', member, 'up');
		const obstacle = this.obstacle(callee);
		if (obstacle) return obstacle;
		const call = this.switchboard.calls.find(
			(each) => each.callee.kind === 'queue' && each.callee.number === queue,
		);
		if (!call) return 'nobodyWaiting';
		call.callee = callee;
		this.switchboard.holdAllBut(callee);
		return this.reporting({ callId: call.id });
	}

	/** An extension hands its call on with a feature code, as `*03` does. */
	transferFrom(number: string, to: string): 'done' | 'noCall' | 'noExtension' {
		const call = this.switchboard.talkingCallOf(number);
		if (!call) return 'noCall';
		const before = structuredClone(call);
		const transferred = this.transferNow({ callId: call.id, transferor: number, to });
		if (transferred === 'done') {
			this.listener({ what: 'transferred', call: before, transferor: number });
		}
		return this.reporting(transferred);
	}

	changePhone(number: string, change: Partial<Phone>): 'done' | 'noExtension' {
		const setup = this.setupOf(number);
		if (!setup) return 'noExtension';
		Object.assign(setup.phone, change);
		// A phone that lost its line is in no call any more.
		if (setup.phone.line !== 'registered') while (this.hangUpNow(number) === 'done');
		return this.reporting('done');
	}

	phone(number: string): Phone | 'noExtension' {
		const setup = this.setupOf(number);
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

	// Inside

	/** Tells what the action before has changed. */
	private reporting<Result>(result: Result, hungUpBy?: string): Result {
		for (const event of this.detectChanges(hungUpBy)) this.listener(event);
		return result;
	}

	private detectChanges(hungUpBy?: string): PbxEvent[] {
		return this.changes.detect({
			calls: this.switchboard.calls,
			ended: this.switchboard.takeEnded().map((call) => ({ call, hungUpBy })),
			states: new Map(this.setups.map((setup) => [setup.settings.number, this.stateOf(setup)])),
			now: this.clock.now(),
		});
	}

	private setupOf(number: string): ExtensionSetup | undefined {
		return this.setups.find((setup) => setup.settings.number === number);
	}

	private isQueue(number: string): boolean {
		return this.queues.some((queue) => queue.number === number);
	}

	private obstacle({ kind, number }: Party): 'noExtension' | 'unreachable' | undefined {
		if (kind !== 'extension') return undefined;
		const setup = this.setupOf(number);
		if (!setup) return 'noExtension';
		return setup.phone.line === 'registered' ? undefined : 'unreachable';
	}

	private stateOf({ settings, phone }: ExtensionSetup) {
		return phoneState(
			phone,
			this.switchboard.connectionsOf(settings.number).map(({ own }) => own),
		);
	}

	private viewOf(setup: ExtensionSetup): Extension {
		const calls = this.switchboard
			.connectionsOf(setup.settings.number)
			// A prompt is no extension that could be named.
			.filter(({ call }) => call?.caller.kind !== 'prompt')
			.flatMap(({ call, own }) => (call ? [trunkView(call) ?? internalView(call, own)] : []));
		const leg = this.switchboard.legs.find(
			({ supervisor }) => supervisor.number === setup.settings.number,
		);
		return { ...setup.settings, state: this.stateOf(setup), calls, monitors: leg?.monitored };
	}

	private configureNow(number: string, change: Partial<ExtensionSettings>) {
		const setup = this.setupOf(number);
		if (!setup) return 'noExtension';
		if (change.number !== undefined && change.number !== number) {
			if (this.setupOf(change.number)) return 'numberTaken';
			// Calls know their ends by number.
			if (this.switchboard.connectionsOf(number).length > 0) return 'notIdle';
		}
		Object.assign(setup.settings, change);
		return 'configured';
	}

	private candidate(setup: ExtensionSetup | undefined): Candidate | undefined {
		if (!setup) return undefined;
		const { number, allowBeingMonitored, monitorMode } = setup.settings;
		return {
			allowBeingMonitored,
			monitorMode,
			state: this.stateOf(setup),
			hasCall: this.switchboard.talkingCallOf(number) !== undefined,
			listenedTo: this.switchboard.legs.some(
				(leg) => leg.monitored === number && leg.mode === 'listen',
			),
		};
	}

	private monitorNow(
		request: MonitorRequest,
		listeners: 'one' | 'any',
	): 'calling' | UnmetCondition[] {
		const supervisor = this.setupOf(request.supervisor);
		const unmet = unmetConditions(
			request,
			this.candidate(supervisor),
			this.candidate(this.setupOf(request.monitored)),
			listeners,
		);
		const call = this.switchboard.talkingCallOf(request.monitored);
		if (unmet.length > 0 || !supervisor || !call) return unmet;
		const stage = supervisor.phone.autoAnswer === 'supported' ? 'up' : 'ringing';
		this.switchboard.attach({
			mode: request.mode,
			monitored: request.monitored,
			callId: call.id,
			supervisor: party('extension', request.supervisor, stage),
		});
		return 'calling';
	}

	private ringCaller(call: Call, setup: ExtensionSetup, request: DialRequest): Dialled {
		this.switchboard.connect(call);
		if (request.autoAnswer === 'yes' && setup.phone.autoAnswer === 'supported') {
			call.caller.stage = 'up';
			this.ring(call, call.callee);
		}
		return { callId: call.id };
	}

	/** The call ends where the phone cannot ring. */
	private ring(call: Call, callee: Party): void {
		const setup = callee.kind === 'extension' ? this.setupOf(callee.number) : undefined;
		const canRing =
			callee.kind !== 'extension' ||
			(setup && this.stateOf(setup) === 'idle' && setup.settings.doNotDisturb === 'off');
		if (!canRing) return this.switchboard.end(call);
		callee.stage = 'ringing';
	}

	private hangUpNow(number: string): 'done' | 'noExtension' | 'noCall' {
		if (!this.setupOf(number)) return 'noExtension';
		const [current] = this.switchboard.connectionsOf(number);
		if (!current) return 'noCall';
		current.end();
		return 'done';
	}

	private currentEnd(number: string): Party | 'noExtension' | 'noCall' {
		if (!this.setupOf(number)) return 'noExtension';
		const own = this.switchboard.connectionsOf(number)[0]?.own;
		return own?.stage === 'up' ? own : 'noCall';
	}

	private holdNow(number: string, onOff: 'on' | 'off'): 'done' | 'noExtension' | 'noCall' {
		if (onOff === 'off') return this.resumeNow(number);
		const own = this.currentEnd(number);
		if (typeof own === 'string') return own;
		own.holding = true;
		return 'done';
	}

	private resumeNow(number: string): 'done' | 'noExtension' | 'noCall' {
		const held = this.switchboard.connectionsOf(number).find(({ own }) => own.holding)?.own;
		const own = held ?? this.currentEnd(number);
		if (typeof own === 'string') return own;
		own.holding = false;
		this.switchboard.holdAllBut(own);
		return 'done';
	}

	private transferNow(request: TransferRequest): 'done' | 'noCall' | 'noExtension' {
		const call = this.switchboard.calls.find((each) => each.id === request.callId);
		const transferor =
			call &&
			partiesOf(call).find((each) => each.number === request.transferor && each.stage === 'up');
		if (!call || !transferor) return 'noCall';
		const target = this.targetOf(request.to);
		if (!target) return 'noExtension';
		this.switchboard.endMonitoringOf(call);
		if (call.caller === transferor) call.caller = target;
		else call.callee = target;
		otherParty(call, target).holding = false;
		if (target.kind !== 'queue') this.ring(call, target);
		return 'done';
	}

	private targetOf(number: string): Party | undefined {
		if (this.setupOf(number)) return party('extension', number, 'later');
		if (this.isQueue(number)) return party('queue', number, 'up');
		// Shorter than any number outside: a slip of the pen rather than a call over the trunk.
		return number.length > 4 ? party('outside', number, 'later') : undefined;
	}

	private nextCallId(): string {
		this.callCounter += 1;
		return `${Math.floor(this.clock.now() / 1000)}.${this.callCounter}`;
	}
}
