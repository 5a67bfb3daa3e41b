import type { MonitorRequest } from '../../../pbx/model/monitoring';
import type { Clock } from '../../clock.cts';
import type { Office } from '../office.cts';
import type {
	DialRequest,
	PbxModel,
	PromptRequest,
	Rights,
	TransferRequest,
} from '../pbxModel.cts';
import type {
	Extension,
	ExtensionSettings,
	LiveCalls,
	Queue,
	TrunkCall,
	TrunkDirection,
} from '../pbxState.cts';
import { trunkView } from './extensions.cts';
import { InMemoryPhones } from './inMemoryPhones.cts';
import { liveCall, liveMonitoring } from './liveCalls.cts';
import { Queues } from './queues.cts';
import type { Connection } from './switchboard.cts';
import { WaitingCalls } from './waitingCalls.cts';

/** What one of the methods of `PbxModel` gives. */
type Reply<Method extends keyof PbxModel> = ReturnType<PbxModel[Method]>;

/** A PBX whose phones and calls exist in memory only: what its API can do with them. */
export class InMemoryPbx extends InMemoryPhones implements PbxModel {
	private readonly officeQueues: Queues;
	private readonly waitingCalls: WaitingCalls;

	constructor(office: Office, clock: Clock) {
		super(office, clock);
		this.officeQueues = new Queues(office.queues);
		this.waitingCalls = new WaitingCalls(this.switchboard, this.callControl);
	}

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
}
