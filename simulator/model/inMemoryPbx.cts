import type { MonitorRequest } from '../../pbx/model/monitoring';
import type { Clock } from '../clock.cts';
import { CallControl } from './callControl.cts';
import type { Call, MonitoringLeg, NewCall } from './calls.cts';
import { describeHearing } from './describeHearing.cts';
import { Extensions, trunkView } from './extensions.cts';
import { whoHearsWhom, type Hearing } from './hearing.cts';
import { liveCall, liveMonitoring } from './liveCalls.cts';
import type { Office } from './office.cts';
import { ChangeDetector, type PbxEvent } from './pbxEvents.cts';
import type {
	DialRequest,
	Extension,
	ExtensionSettings,
	LiveCalls,
	PbxModel,
	Phone,
	PromptRequest,
	Queue,
	Rights,
	TransferRequest,
	TrunkCall,
	TrunkDirection,
} from './pbxModel.cts';
import { Queues } from './queues.cts';
import { Switchboard, type Connection } from './switchboard.cts';
import { WaitingCalls } from './waitingCalls.cts';

/** What one of the methods of `PbxModel` gives. */
type Reply<Method extends keyof PbxModel> = ReturnType<PbxModel[Method]>;

/** A PBX whose phones and calls exist in memory only. Every action reports the events that it causes. */
export class InMemoryPbx implements PbxModel {
	private readonly officeQueues: Queues;
	private readonly switchboard = new Switchboard();
	private readonly pbxExtensions: Extensions;
	private readonly callControl: CallControl;
	private readonly waitingCalls: WaitingCalls;
	private readonly changes = new ChangeDetector();
	private listener: (event: PbxEvent) => void = () => undefined;

	constructor(
		office: Office,
		private readonly clock: Clock,
	) {
		this.officeQueues = new Queues(office.queues);
		this.pbxExtensions = new Extensions(office.extensions, this.switchboard);
		this.callControl = new CallControl(this.pbxExtensions, this.switchboard, office, clock);
		this.waitingCalls = new WaitingCalls(this.switchboard, this.callControl);
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

	// What the API can do

	extensions(): Promise<Extension[]> {
		return Promise.resolve(this.pbxExtensions.views());
	}

	configure(number: string, change: Partial<ExtensionSettings>): Reply<'configure'> {
		return Promise.resolve(this.pbxExtensions.configure(number, change));
	}

	monitor(
		request: MonitorRequest,
		listeners: 'one' | 'any',
		rights: Rights = 'enforced',
	): Reply<'monitor'> {
		return Promise.resolve(this.reporting(this.callControl.monitor(request, listeners, rights)));
	}

	dial(request: DialRequest): Reply<'dial'> {
		return Promise.resolve(this.reporting(this.callControl.dial(request)));
	}

	dialOut(request: DialRequest): Reply<'dialOut'> {
		return Promise.resolve(this.reporting(this.callControl.dialOut(request)));
	}

	playPrompt(request: PromptRequest): Reply<'playPrompt'> {
		return Promise.resolve(this.reporting(this.callControl.playPrompt(request)));
	}

	hangUp(number: string): Reply<'hangUp'> {
		return Promise.resolve(this.reporting(this.pbxExtensions.hangUp(number), number));
	}

	hangUpTrunkCall(direction: TrunkDirection, callId: string): Reply<'hangUpTrunkCall'> {
		const call = this.switchboard.calls.find(
			(each) => each.direction === direction && each.id === callId,
		);
		return Promise.resolve(this.end(call));
	}

	hold(number: string, onOff: 'on' | 'off'): Reply<'hold'> {
		return Promise.resolve(this.reporting(this.pbxExtensions.hold(number, onOff)));
	}

	mute(number: string, onOff: 'on' | 'off'): Reply<'mute'> {
		return Promise.resolve(this.pbxExtensions.mute(number, onOff));
	}

	transfer(request: TransferRequest): Reply<'transfer'> {
		return Promise.resolve(this.reporting(this.callControl.transfer(request)));
	}

	liveCalls(): Promise<LiveCalls> {
		return Promise.resolve({
			calls: this.switchboard.calls.map((call) => ({
				...liveCall(call),
				asksFor: this.waitingCalls.callThatAsks(call)?.id,
			})),
			monitoring: this.switchboard.legs.map(liveMonitoring),
		});
	}

	hangUpChannel(channel: string): Reply<'hangUpChannel'> {
		return this.onChannel(channel, (connection) => connection.end());
	}

	holdChannel(channel: string, onOff: 'on' | 'off'): Reply<'holdChannel'> {
		return this.onChannel(channel, ({ own }) => this.switchboard.hold(own, onOff));
	}

	muteChannel(channel: string, onOff: 'on' | 'off'): Reply<'muteChannel'> {
		return this.onChannel(channel, ({ own }) => (own.muted = onOff === 'on'));
	}

	parkChannel(channel: string, slot: string): Reply<'parkChannel'> {
		return Promise.resolve(this.reporting(this.waitingCalls.park(channel, slot)));
	}

	parkedCalls(): Reply<'parkedCalls'> {
		return Promise.resolve(this.waitingCalls.parkedCalls());
	}

	consult(channel: string, to: string): Reply<'consult'> {
		return Promise.resolve(this.reporting(this.waitingCalls.consult(channel, to)));
	}

	consultationOf(channel: string): Reply<'consultationOf'> {
		return Promise.resolve(this.waitingCalls.consultationOf(channel));
	}

	endConsultation(channel: string, how: 'complete' | 'abort'): Reply<'endConsultation'> {
		return Promise.resolve(this.reporting(this.waitingCalls.endConsultation(channel, how)));
	}

	trunkCalls(direction: TrunkDirection): Promise<TrunkCall[]> {
		return Promise.resolve(
			this.switchboard.calls
				.map((call) => trunkView(call))
				.filter((view): view is TrunkCall => view?.direction === direction),
		);
	}

	queues(): Promise<Queue[]> {
		const states = this.pbxExtensions.states();
		return Promise.resolve(this.officeQueues.views(states, this.switchboard.calls));
	}

	async queue(number: string): Promise<Queue | 'noQueue'> {
		return (await this.queues()).find((each) => each.number === number) ?? 'noQueue';
	}

	signAgentIn(queue: string, agent: string): Reply<'signAgentIn'> {
		return Promise.resolve(this.officeQueues.setSignedIn(queue, agent, true));
	}

	signAgentOut(queue: string, agent: string): Reply<'signAgentOut'> {
		return Promise.resolve(this.officeQueues.setSignedIn(queue, agent, false));
	}

	pauseAgent(agent: string, pause: { queue?: string; reason?: string } = {}): Reply<'pauseAgent'> {
		return this.changingPause(this.officeQueues.setPaused(agent, true, pause));
	}

	resumeAgent(agent: string, queue?: string): Reply<'resumeAgent'> {
		return this.changingPause(this.officeQueues.setPaused(agent, false, { queue }));
	}

	// What happens at the phones and outside of the PBX

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

	private changingPause({ result, changes }: ReturnType<Queues['setPaused']>): Reply<'pauseAgent'> {
		for (const change of changes) this.listener({ what: 'agentPause', ...change });
		return Promise.resolve(result);
	}

	private onChannel(
		channel: string,
		act: (connection: Connection) => unknown,
	): Promise<'done' | 'noCall'> {
		const connection = this.switchboard.connectionOf(channel);
		if (!connection) return Promise.resolve('noCall');
		act(connection);
		return Promise.resolve(this.reporting('done', connection.own.number));
	}

	private end(call: Call | undefined): 'done' | 'noCall' {
		if (!call) return 'noCall';
		this.switchboard.end(call);
		return this.reporting('done');
	}

	/** Reports what the action before has changed, and gives its result. */
	private reporting<Result>(result: Result, hungUpBy?: string): Result {
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
