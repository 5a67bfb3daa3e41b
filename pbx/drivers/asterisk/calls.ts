import type { Clock } from '../../model/clock';
import { Failure } from '../../model/failure';
import { notInCall } from '../../model/failures/extensions';
import type { Calls } from '../../model/calls';
import { attendedTransfer } from './calls/attendedTransfer';
import { activeChannel } from './callState/channels/activeChannel';
import { channelsOf, showChannels, type Channel } from './callState/channels/channels';
import { hangUpChannel } from './callState/channels/hangUp';
import { notDiallable } from './callState/dialplan';
import { liveCalls } from './callState/liveCalls';
import { defaultRingTimeoutMs, newId, originate } from './callState/originate';
import { askPhones, byName, whyNotCalled } from './callState/phones';
import { sendDigits } from './calls/dtmf';
import { park } from './calls/parking';
import { actions } from './wire/actions';
import type { Ask } from './wire/client';
import { phone, type DriverConfig } from './wire/config';

/** Call control as far as the rights call, originate and reporting reach; there is no hold in AMI. */
export function calls(ask: Ask, clock: Clock, config: DriverConfig): Calls {
	const activeChannelOf = async (extension: string): Promise<Channel | Failure> => {
		const all = await showChannels(ask);
		return all instanceof Failure ? all : await activeChannel(ask, config, extension, all);
	};

	const muting = (state: 'on' | 'off') => async (extension: string) => {
		const channel = await activeChannelOf(extension);
		if (channel instanceof Failure) return channel;
		// The action MuteAudio does the same but needs the right `system`.
		const fields = [
			['Channel', channel.name],
			['Variable', 'MUTEAUDIO(in)'],
			['Value', state],
		] as const;
		const answer = await ask(actions.setVariable, fields, extension);
		return answer instanceof Failure ? answer : 'done';
	};

	const dial: Calls['dial'] = async ({ from, to, ringTimeoutMs = defaultRingTimeoutMs }) => {
		const refused = await notDiallable(ask, config, to);
		if (refused) return refused;
		const answered = await originate(ask, clock, {
			id: newId('n8n-'),
			called: from,
			ringTimeoutMs,
			fields: [
				['Channel', phone(config, from)],
				['Context', config.context],
				['Exten', to],
				['Priority', '1'],
				// What the called party sees; the PBX adds the name.
				['CallerID', from],
			],
		});
		if (answered instanceof Failure) return await whyNotCalled(ask, config, from, answered);
		return { result: 'answered' };
	};

	return {
		list: () => liveCalls(ask, clock, config),
		dial,
		// The dialplan knows which numbers are outside.
		dialExternal: dial,

		async hangUp(extension) {
			const all = await showChannels(ask);
			if (all instanceof Failure) return all;
			const named = channelsOf(byName(config), extension, all);
			const channels =
				named.length > 0 || all.length === 0
					? named
					: channelsOf(await askPhones(ask, config), extension, all);
			if (channels.length === 0) {
				return notInCall(extension, { remedy: 'There is nothing to hang up.' });
			}
			for (const { name } of channels) {
				const ended = await hangUpChannel(ask, name, extension);
				if (ended instanceof Failure) return ended;
			}
			return 'done';
		},

		async transfer(extension, to) {
			const channel = await activeChannelOf(extension);
			if (channel instanceof Failure) return channel;
			// Asterisk itself would say yes and drop the customer.
			const refused = await notDiallable(ask, config, to);
			if (refused) return refused;
			const fields = [
				['Channel', channel.name],
				['Context', config.context],
				['Exten', to],
			] as const;
			const answer = await ask(actions.blindTransfer, fields, extension);
			return answer instanceof Failure ? answer : 'done';
		},

		attendedTransfer: async (extension, step) =>
			await attendedTransfer(ask, clock, config, extension, step),
		park: async (extension) => await park(ask, clock, config, extension),
		sendDtmf: async (extension, digits) => await sendDigits(ask, clock, config, extension, digits),

		mute: muting('on'),
		unmute: muting('off'),
	};
}
