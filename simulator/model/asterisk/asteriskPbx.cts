import type { MonitorRequest } from '../../../pbx/model/monitoring';
import { unmetConditions } from '../monitoringConditions.cts';
import type {
	Dialled,
	DialRequest,
	PbxModel,
	Rights,
	TransferRequest,
	UnmetCondition,
} from '../pbxModel.cts';
import type {
	Extension,
	ExtensionSettings,
	LiveCalls,
	TrunkCall,
	TrunkDirection,
} from '../pbxState.cts';
import { isTalking } from './channels.cts';
import { liveCalls } from './liveCalls.cts';
import type { AsteriskManager } from './manager.cts';
import { ManagerActions } from './managerActions.cts';
import { Snapshot } from './snapshot.cts';

/** What Asterisk has no settings for. */
export interface AsteriskOffice {
	extensions: readonly ExtensionSettings[];
	/** The dialplan context in which extensions dial. */
	context: string;
}

/**
 * A real Asterisk behind the manual's API. States, calls and monitoring are Asterisk's own; names and
 * permissions are the office's.
 */
export class AsteriskPbx implements PbxModel {
	private readonly settings: ExtensionSettings[];
	private readonly actions: ManagerActions;

	constructor(
		private readonly manager: AsteriskManager,
		office: AsteriskOffice,
	) {
		this.settings = office.extensions.map((each) => ({ ...each }));
		this.actions = new ManagerActions(manager, office.context);
	}

	async extensions(): Promise<Extension[]> {
		const snapshot = await this.snapshot();
		return this.settings.map((settings) => ({
			...settings,
			state: snapshot.stateOf(settings.number),
			calls: snapshot.callsOf(settings.number, this.isExtension),
		}));
	}

	configure(
		number: string,
		{ number: newNumber = number, ...change }: Partial<ExtensionSettings>,
	): Promise<'configured' | 'noExtension' | 'unsupported'> {
		const settings = this.settingsOf(number);
		if (!settings) return Promise.resolve('noExtension');
		// The number is in Asterisk's own files.
		if (newNumber !== number) return Promise.resolve('unsupported');
		Object.assign(settings, change);
		return Promise.resolve('configured');
	}

	async monitor(
		request: MonitorRequest,
		listeners: 'one' | 'any',
		rights: Rights = 'enforced',
	): Promise<'calling' | UnmetCondition[]> {
		const snapshot = await this.snapshot();
		const supervisor = this.settingsOf(request.supervisor);
		const unmet = unmetConditions(
			request,
			snapshot.candidate(supervisor),
			snapshot.candidate(this.settingsOf(request.monitored)),
			listeners,
			rights,
		);
		const target = snapshot.talkingChannel(request.monitored);
		if (unmet.length > 0 || !supervisor || !target) return unmet;
		await this.actions.monitor(request, target, supervisor);
		return 'calling';
	}

	async dial(request: DialRequest): Promise<Dialled | 'noExtension' | 'notIdle'> {
		const caller = this.settingsOf(request.from);
		if (!caller || !this.settingsOf(request.to) || request.from === request.to)
			return 'noExtension';
		return this.ringCaller(request, caller);
	}

	async dialOut(request: DialRequest): Promise<Dialled | 'noExtension' | 'notIdle' | 'noTrunk'> {
		const caller = this.settingsOf(request.from);
		if (!caller) return 'noExtension';
		if (this.settingsOf(request.to) || !(await this.actions.isDiallable(request.to)))
			return 'noTrunk';
		return this.ringCaller(request, caller);
	}

	async hangUp(number: string): Promise<'done' | 'noExtension' | 'noCall'> {
		if (!this.settingsOf(number)) return 'noExtension';
		const [current] = (await this.snapshot()).channelsOf(number);
		return current ? this.actions.hangUp(current) : 'noCall';
	}

	async hangUpTrunkCall(direction: TrunkDirection, callId: string): Promise<'done' | 'noCall'> {
		const snapshot = await this.snapshot();
		const end = snapshot.channels.find(
			({ device, callId: id }) =>
				id === callId &&
				snapshot
					.callsOf(device, this.isExtension)
					.some((call) => call.direction === direction && call.id === callId),
		);
		return end ? this.actions.hangUp(end) : 'noCall';
	}

	async liveCalls(): Promise<LiveCalls> {
		return liveCalls(await this.snapshot(), this.isExtension);
	}

	hangUpChannel(channel: string): Promise<'done' | 'noCall'> {
		return this.actions.hangUp({ name: channel });
	}

	/** Hold is the phone's own doing: a manager of Asterisk cannot start it. */
	holdChannel(): Promise<'unsupported'> {
		return Promise.resolve('unsupported');
	}

	muteChannel(channel: string, onOff: 'on' | 'off'): Promise<'done' | 'noCall'> {
		return this.actions.mute({ name: channel }, onOff);
	}

	/** Parking and asking before a transfer are not translated to Asterisk's. */
	parkChannel(): Promise<'unsupported'> {
		return Promise.resolve('unsupported');
	}

	parkedCalls(): Promise<[]> {
		return Promise.resolve([]);
	}

	consult(): Promise<'unsupported'> {
		return Promise.resolve('unsupported');
	}

	consultationOf(): Promise<undefined> {
		return Promise.resolve(undefined);
	}

	endConsultation(): Promise<'noCall'> {
		return Promise.resolve('noCall');
	}

	/** Its prompts are not those of the manual's PBX. */
	playPrompt(): Promise<'unsupported'> {
		return Promise.resolve('unsupported');
	}

	hold(): Promise<'unsupported'> {
		return Promise.resolve('unsupported');
	}

	async mute(number: string, onOff: 'on' | 'off'): Promise<'done' | 'noExtension' | 'noCall'> {
		if (!this.settingsOf(number)) return 'noExtension';
		const talking = (await this.snapshot()).talkingChannel(number);
		if (!talking) return 'noCall';
		return this.actions.mute(talking, onOff);
	}

	async transfer(request: TransferRequest): Promise<'done' | 'noCall' | 'noExtension'> {
		const own = (await this.snapshot())
			.channelsOf(request.transferor)
			.find((each) => each.callId === request.callId && isTalking(each));
		if (!own) return 'noCall';
		// Asterisk itself would say yes and drop the customer.
		if (!(await this.actions.isDiallable(request.to))) return 'noExtension';
		return this.actions.transfer(own, request.to);
	}

	async trunkCalls(direction: TrunkDirection): Promise<TrunkCall[]> {
		const snapshot = await this.snapshot();
		return this.settings
			.flatMap(({ number }) => snapshot.callsOf(number, this.isExtension))
			.filter((call): call is TrunkCall => call.direction === direction);
	}

	/** The office has no queues. */
	queues(): Promise<[]> {
		return Promise.resolve([]);
	}

	queue(): Promise<'noQueue'> {
		return Promise.resolve('noQueue');
	}

	signAgentIn(): Promise<'noQueue'> {
		return this.queue();
	}

	signAgentOut(): Promise<'noQueue'> {
		return this.queue();
	}

	pauseAgent(): Promise<'noQueue'> {
		return this.queue();
	}

	resumeAgent(): Promise<'noQueue'> {
		return this.queue();
	}

	private snapshot(): Promise<Snapshot> {
		return Snapshot.read(this.manager);
	}

	private settingsOf(number: string): ExtensionSettings | undefined {
		return this.settings.find((settings) => settings.number === number);
	}

	private readonly isExtension = (device: string): boolean => this.settingsOf(device) !== undefined;

	/** The caller's phone rings first. */
	private async ringCaller(
		request: DialRequest,
		caller: ExtensionSettings,
	): Promise<Dialled | 'notIdle'> {
		if ((await this.snapshot()).stateOf(request.from) !== 'idle') return 'notIdle';
		return this.actions.dial(request, caller);
	}
}
