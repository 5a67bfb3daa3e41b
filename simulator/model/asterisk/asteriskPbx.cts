import { randomUUID } from 'node:crypto';
import type { MonitorRequest } from '../../../pbx/model/monitoring';
import { unmetConditions } from '../monitoringConditions.cts';
import type {
	Dialled,
	DialRequest,
	Extension,
	ExtensionSettings,
	LiveCalls,
	PbxModel,
	Rights,
	TransferRequest,
	TrunkCall,
	TrunkDirection,
	UnmetCondition,
} from '../pbxModel.cts';
import { isTalking, type Channel } from './channels.cts';
import { liveCalls } from './liveCalls.cts';
import type { AsteriskManager, Fields } from './manager.cts';
import { autoAnswerHeaders, spyOriginate } from './monitoringLeg.cts';
import { Snapshot } from './snapshot.cts';

type ChannelName = Pick<Channel, 'name'>;

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
	private readonly context: string;

	constructor(
		private readonly manager: AsteriskManager,
		office: AsteriskOffice,
	) {
		this.settings = office.extensions.map((each) => ({ ...each }));
		this.context = office.context;
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
		await this.manager.demand(
			'Originate',
			spyOriginate(request, target, milliseconds(supervisor.ringTimeout)),
		);
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
		if (this.settingsOf(request.to) || !(await this.inDialplan(request.to))) return 'noTrunk';
		return this.ringCaller(request, caller);
	}

	async hangUp(number: string): Promise<'done' | 'noExtension' | 'noCall'> {
		if (!this.settingsOf(number)) return 'noExtension';
		const [current] = (await this.snapshot()).channelsOf(number);
		return current ? this.end(current) : 'noCall';
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
		return end ? this.end(end) : 'noCall';
	}

	async liveCalls(): Promise<LiveCalls> {
		return liveCalls(await this.snapshot(), this.isExtension);
	}

	hangUpChannel(channel: string): Promise<'done' | 'noCall'> {
		return this.end({ name: channel });
	}

	/** Hold is the phone's own doing: a manager of Asterisk cannot start it. */
	holdChannel(): Promise<'unsupported'> {
		return Promise.resolve('unsupported');
	}

	muteChannel(channel: string, onOff: 'on' | 'off'): Promise<'done' | 'noCall'> {
		return this.muteEnd({ name: channel }, onOff);
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
		return this.muteEnd(talking, onOff);
	}

	async transfer(request: TransferRequest): Promise<'done' | 'noCall' | 'noExtension'> {
		const own = (await this.snapshot())
			.channelsOf(request.transferor)
			.find((each) => each.callId === request.callId && isTalking(each));
		if (!own) return 'noCall';
		// Asterisk itself would say yes and drop the customer.
		if (!(await this.inDialplan(request.to))) return 'noExtension';
		return this.onChannel('BlindTransfer', own, [
			['Context', this.context],
			['Exten', request.to],
		]);
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

	private async ringCaller(
		{ from, to, autoAnswer }: DialRequest,
		{ ringTimeout }: ExtensionSettings,
	): Promise<Dialled | 'notIdle'> {
		if ((await this.snapshot()).stateOf(from) !== 'idle') return 'notIdle';
		const callId = `dial-${randomUUID()}`;
		await this.manager.demand('Originate', [
			['ChannelId', callId],
			['Channel', `PJSIP/${from}`],
			['Context', this.context],
			['Exten', to],
			['Priority', '1'],
			['CallerID', `"${to}" <${to}>`],
			['Timeout', milliseconds(ringTimeout)],
			['Async', 'true'],
			...(autoAnswer ? autoAnswerHeaders : []),
		]);
		return { callId };
	}

	private async inDialplan(number: string): Promise<boolean> {
		const reply = await this.manager.ask('ShowDialPlan', [
			['Context', this.context],
			['Extension', number],
		]);
		return reply.response === 'success';
	}

	private muteEnd(channel: ChannelName, onOff: 'on' | 'off'): Promise<'done' | 'noCall'> {
		return this.onChannel('MuteAudio', channel, [
			['Direction', 'in'],
			['State', onOff],
		]);
	}

	private end(channel: ChannelName): Promise<'done' | 'noCall'> {
		return this.onChannel('Hangup', channel, [['Cause', '16']]);
	}

	/** A call may end between the snapshot and the action. */
	private async onChannel(
		action: string,
		{ name }: ChannelName,
		fields: Fields,
	): Promise<'done' | 'noCall'> {
		const reply = await this.manager.ask(action, [['Channel', name], ...fields]);
		if (reply.response === 'success') return 'done';
		if (/no such channel|does not exist/i.test(reply.message)) return 'noCall';
		throw new Error(`Asterisk refused ${action}: ${reply.message}`);
	}
}

function milliseconds(seconds: string): string {
	return String(Number(seconds) * 1000);
}
