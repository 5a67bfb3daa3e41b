import { randomUUID } from 'node:crypto';
import type { MonitorRequest } from '../../../pbx/model/monitoring';
import type { Dialled, DialRequest } from '../pbxModel.cts';
import type { ExtensionSettings } from '../pbxState.cts';
import type { Channel } from './channels.cts';
import type { AsteriskManager, Fields } from './manager.cts';
import { autoAnswerHeaders, spyOriginate } from './monitoringLeg.cts';

type ChannelName = Pick<Channel, 'name'>;

/** What the PBX has Asterisk do. */
export class ManagerActions {
	constructor(
		private readonly manager: AsteriskManager,
		/** The dialplan context in which extensions dial. */
		private readonly context: string,
	) {}

	/** The caller's phone rings first. */
	async dial(
		{ from, to, autoAnswer }: DialRequest,
		{ ringTimeout }: ExtensionSettings,
	): Promise<Dialled> {
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

	async monitor(
		request: MonitorRequest,
		target: Channel,
		{ ringTimeout }: ExtensionSettings,
	): Promise<void> {
		await this.manager.demand(
			'Originate',
			spyOriginate(request, target, milliseconds(ringTimeout)),
		);
	}

	transfer(channel: ChannelName, to: string): Promise<'done' | 'noCall'> {
		return this.onChannel('BlindTransfer', channel, [
			['Context', this.context],
			['Exten', to],
		]);
	}

	mute(channel: ChannelName, onOff: 'on' | 'off'): Promise<'done' | 'noCall'> {
		return this.onChannel('MuteAudio', channel, [
			['Direction', 'in'],
			['State', onOff],
		]);
	}

	hangUp(channel: ChannelName): Promise<'done' | 'noCall'> {
		return this.onChannel('Hangup', channel, [['Cause', '16']]);
	}

	/** Whether the dialplan has the number. */
	async isDiallable(number: string): Promise<boolean> {
		const reply = await this.manager.ask('ShowDialPlan', [
			['Context', this.context],
			['Extension', number],
		]);
		return reply.response === 'success';
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
