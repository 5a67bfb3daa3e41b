import { randomUUID } from 'node:crypto';
import type { MonitorRequest } from '../../../pbx/model/monitoring';
import { unmetConditions, type Candidate } from '../monitoringConditions.cts';
import type {
	Dialled,
	DialOrder,
	Extension,
	ExtensionSettings,
	PbxModel,
	PhoneState,
	TransferOrder,
	TrunkCall,
	TrunkDirection,
	UnmetCondition,
} from '../pbxModel.cts';
import { callView, type CallView } from './callViews.cts';
import { channelsOf, isTalking, readChannel, type Channel } from './channels.cts';
import type { AsteriskManager, Fields } from './manager.cts';
import { isListenedTo, monitoringCall, pickUpByYourself } from './monitoringLeg.cts';
import { phoneStates } from './phoneStates.cts';

/** What Asterisk has no settings for. */
export interface AsteriskOffice {
	extensions: readonly ExtensionSettings[];
	/** The dialplan context in which extensions dial. */
	context: string;
}

/** The phones as they are at this moment. */
interface Look {
	states: ReadonlyMap<string, PhoneState>;
	channels: readonly Channel[];
}

/**
 * A real Asterisk behind the manual's API. States, calls and monitoring are Asterisk's own; names and
 * permissions are the office's.
 */
export class AsteriskPbx implements PbxModel {
	private readonly desks: ExtensionSettings[];
	private readonly context: string;

	constructor(
		private readonly manager: AsteriskManager,
		office: AsteriskOffice,
	) {
		this.desks = office.extensions.map((each) => ({ ...each }));
		this.context = office.context;
	}

	async extensions(): Promise<Extension[]> {
		const { states, channels } = await this.look();
		return this.desks.map((desk) => ({
			...desk,
			state: states.get(desk.number) ?? 'unavailable',
			calls: this.callsOf(desk.number, channels),
		}));
	}

	configure(
		number: string,
		{ number: newNumber = number, ...change }: Partial<ExtensionSettings>,
	): Promise<'configured' | 'noExtension' | 'notOffered'> {
		const desk = this.deskOf(number);
		if (!desk) return Promise.resolve('noExtension');
		// The number is in Asterisk's own files.
		if (newNumber !== number) return Promise.resolve('notOffered');
		Object.assign(desk, change);
		return Promise.resolve('configured');
	}

	async monitor(
		order: MonitorRequest,
		listeners: 'one' | 'any',
	): Promise<'calling' | UnmetCondition[]> {
		const look = await this.look();
		const supervisor = this.deskOf(order.supervisor);
		const unmet = unmetConditions(
			order,
			supervisor && candidate(supervisor, look),
			this.candidateAt(order.monitored, look),
			listeners,
		);
		const target = talkingChannel(order.monitored, look.channels);
		if (unmet.length > 0 || !supervisor || !target) return unmet;
		await this.manager.demand(
			'Originate',
			monitoringCall(order, target, milliseconds(supervisor.ringTimeout)),
		);
		return 'calling';
	}

	async dial(order: DialOrder): Promise<Dialled | 'noExtension' | 'notIdle'> {
		const caller = this.deskOf(order.from);
		if (!caller || !this.deskOf(order.to) || order.from === order.to) return 'noExtension';
		return this.ringCaller(order, caller);
	}

	async dialOut(order: DialOrder): Promise<Dialled | 'noExtension' | 'notIdle' | 'noTrunk'> {
		const caller = this.deskOf(order.from);
		if (!caller) return 'noExtension';
		if (this.deskOf(order.to) || !(await this.inDialplan(order.to))) return 'noTrunk';
		return this.ringCaller(order, caller);
	}

	async hangUp(number: string): Promise<'done' | 'noExtension' | 'noCall'> {
		if (!this.deskOf(number)) return 'noExtension';
		const [current] = channelsOf(number, (await this.look()).channels);
		return current ? this.end(current) : 'noCall';
	}

	async hangUpTrunkCall(direction: TrunkDirection, callId: string): Promise<'done' | 'noCall'> {
		const { channels } = await this.look();
		const isWanted = (call: CallView) => call.direction === direction && call.id === callId;
		const end = channels.find(({ device, callId: id }) => {
			return id === callId && this.callsOf(device, channels).some(isWanted);
		});
		return end ? this.end(end) : 'noCall';
	}

	/** Its prompts are not those of the manual's PBX. */
	playPrompt(): Promise<'notOffered'> {
		return Promise.resolve('notOffered');
	}

	/** Hold is the phone's own doing: a manager of Asterisk cannot order it. */
	hold(): Promise<'notOffered'> {
		return Promise.resolve('notOffered');
	}

	async mute(number: string, onOff: 'on' | 'off'): Promise<'done' | 'noExtension' | 'noCall'> {
		if (!this.deskOf(number)) return 'noExtension';
		const talking = talkingChannel(number, (await this.look()).channels);
		if (!talking) return 'noCall';
		return this.onChannel('MuteAudio', talking, [
			['Direction', 'in'],
			['State', onOff],
		]);
	}

	async transfer(order: TransferOrder): Promise<'done' | 'noCall' | 'noExtension'> {
		const { channels } = await this.look();
		const own = channelsOf(order.transferor, channels).find(
			(each) => each.callId === order.callId && isTalking(each),
		);
		if (!own) return 'noCall';
		// Asterisk itself would say yes and drop the customer.
		if (!(await this.inDialplan(order.to))) return 'noExtension';
		return this.onChannel('BlindTransfer', own, [
			['Context', this.context],
			['Exten', order.to],
		]);
	}

	async trunkCalls(direction: TrunkDirection): Promise<TrunkCall[]> {
		const { channels } = await this.look();
		return this.desks
			.flatMap(({ number }) => this.callsOf(number, channels))
			.filter((call): call is TrunkCall => call.direction === direction);
	}

	/** The office has no queues. */
	queue(): Promise<'noQueue'> {
		return Promise.resolve('noQueue');
	}

	private async look(): Promise<Look> {
		const [states, channels] = await Promise.all([
			this.manager.demand('ExtensionStateList'),
			this.manager.demand('CoreShowChannels'),
		]);
		return { states: phoneStates(states), channels: channels.flatMap(readChannel) };
	}

	private deskOf(number: string): ExtensionSettings | undefined {
		return this.desks.find((desk) => desk.number === number);
	}

	private candidateAt(number: string, look: Look): Candidate | undefined {
		const desk = this.deskOf(number);
		return desk && candidate(desk, look);
	}

	private callsOf(number: string, channels: readonly Channel[]): CallView[] {
		const isExtension = (device: string) => this.deskOf(device) !== undefined;
		if (!isExtension(number)) return [];
		return channelsOf(number, channels).flatMap((own) => callView(own, channels, isExtension));
	}

	private async ringCaller(
		{ from, to, autoAnswer }: DialOrder,
		{ ringTimeout }: ExtensionSettings,
	): Promise<Dialled | 'notIdle'> {
		if ((await this.look()).states.get(from) !== 'idle') return 'notIdle';
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
			...(autoAnswer === 'yes' ? pickUpByYourself : []),
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

	private end(channel: Channel): Promise<'done' | 'noCall'> {
		return this.onChannel('Hangup', channel, [['Cause', '16']]);
	}

	/** Between the look and the act a call may end. */
	private async onChannel(
		action: string,
		{ name }: Channel,
		fields: Fields,
	): Promise<'done' | 'noCall'> {
		const reply = await this.manager.ask(action, [['Channel', name], ...fields]);
		if (reply.response === 'success') return 'done';
		if (/no such channel|does not exist/i.test(reply.message)) return 'noCall';
		throw new Error(`Asterisk refused ${action}: ${reply.message}`);
	}
}

function talkingChannel(number: string, channels: readonly Channel[]): Channel | undefined {
	return channelsOf(number, channels).find(isTalking);
}

function candidate(desk: ExtensionSettings, { states, channels }: Look): Candidate {
	const { number, allowBeingMonitored, monitorMode } = desk;
	return {
		allowBeingMonitored,
		monitorMode,
		state: states.get(number) ?? 'unavailable',
		hasCall: talkingChannel(number, channels) !== undefined,
		listenedTo: isListenedTo(number, channels),
	};
}

function milliseconds(seconds: string): string {
	return String(Number(seconds) * 1000);
}
