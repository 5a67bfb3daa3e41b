import type { Clock } from '../../model/clock';
import { Failure } from '../../model/failure';
import type { Calls } from '../../model/calls';
import type { Done } from '../../model/pbx';
import { actions, type Action, type ActionFields } from './wire/actions';
import type { Ask } from './wire/client';
import { channelsOf, showChannels, type Channel } from './callState/channels';
import { liveCalls } from './callState/liveCalls';
import { newId } from './callState/newId';
import { explain, isGone } from './wire/errors';
import { Refusal } from './wire/reply';
import { defaultRingTimeoutMs, originate } from './callState/originate';
import { phone, type DriverConfig } from './wire/config';
import { activeChannel } from './callState/activeChannel';

/** Call control as far as the rights call, originate and reporting reach; there is no hold in AMI. */
export function calls(ask: Ask, clock: Clock, settings: DriverConfig): Calls {
	const talkingOf = async (extension: string): Promise<Channel | Failure> => {
		const all = await showChannels(ask);
		return all instanceof Failure ? all : await activeChannel(ask, settings, extension, all);
	};

	const order = async (action: Action, fields: ActionFields, extension: string) => {
		const answer = await ask(action, fields);
		if (answer instanceof Failure) return answer;
		if (!(answer instanceof Refusal)) return 'done' satisfies Done;
		return explain(answer.message, action, `extension ${extension}`);
	};

	const muting = (state: 'on' | 'off') => async (extension: string) => {
		const talking = await talkingOf(extension);
		if (talking instanceof Failure) return talking;
		// The action MuteAudio does the same but needs the right `system`.
		const fields: ActionFields = [
			['Channel', talking.name],
			['Variable', 'MUTEAUDIO(in)'],
			['Value', state],
		];
		return await order(actions.setVariable, fields, extension);
	};

	const dial: Calls['dial'] = async ({ from, to, ringTimeoutMs = defaultRingTimeoutMs }) => {
		const unknown = await notDiallable(ask, settings, to);
		if (unknown) return unknown;
		const answered = await originate(ask, clock, {
			id: newId('n8n-'),
			extension: from,
			ringTimeoutMs,
			fields: [
				['Channel', phone(settings, from)],
				['Context', settings.context],
				['Exten', to],
				['Priority', '1'],
				// What the called party sees; the PBX adds the name.
				['CallerID', from],
			],
		});
		return answered instanceof Failure ? answered : { result: 'answered' };
	};

	return {
		list: () => liveCalls(ask, clock, settings),
		dial,
		// The dialplan knows what is outside.
		dialExternal: dial,

		async hangUp(extension) {
			const all = await showChannels(ask);
			if (all instanceof Failure) return all;
			const channels = channelsOf(settings, extension, all);
			if (channels.length === 0) return noCall(extension);
			for (const { name } of channels) {
				const answer = await ask(actions.hangUp, [
					['Channel', name],
					['Cause', '16'],
				]);
				if (answer instanceof Failure) return answer;
				if (answer instanceof Refusal && !isGone(answer.message)) {
					return explain(answer.message, actions.hangUp, `extension ${extension}`);
				}
			}
			return 'done';
		},

		async transfer(extension, to) {
			const talking = await talkingOf(extension);
			if (talking instanceof Failure) return talking;
			// Asterisk itself would say yes and drop the customer.
			const unknown = await notDiallable(ask, settings, to);
			if (unknown) return unknown;
			const fields: ActionFields = [
				['Channel', talking.name],
				['Context', settings.context],
				['Exten', to],
			];
			return await order(actions.blindTransfer, fields, extension);
		},

		mute: muting('on'),
		unmute: muting('off'),
	};
}

/** Why this number cannot be called; undefined when the dialplan has it, or does not tell. */
async function notDiallable(
	ask: Ask,
	{ context }: DriverConfig,
	number: string,
): Promise<Failure | undefined> {
	const answer = await ask(actions.showDialplan, [
		['Context', context],
		['Extension', number],
	]);
	if (answer instanceof Failure) return answer;
	if (!(answer instanceof Refusal)) return undefined;
	if (answer.message === `Did not find context ${context}`) {
		return new Failure(
			'invalidInput',
			`The dialplan of the PBX has no context ${context}`,
			"Enter the context in which extensions dial under 'Dialplan Context' in the credential.",
			answer.message,
		);
	}
	if (answer.message.startsWith('Did not find extension')) {
		return new Failure(
			'notFound',
			`The number ${number} cannot be dialled on the PBX`,
			'Check the number.',
			answer.message,
		);
	}
	return explain(answer.message, actions.showDialplan);
}

function noCall(extension: string): Failure {
	return new Failure(
		'notInCall',
		`Extension ${extension} has no call`,
		'There is nothing to hang up.',
	);
}
