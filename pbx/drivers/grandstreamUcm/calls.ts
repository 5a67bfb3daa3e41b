import type { Calls, DialStarted } from '../../model/calls';
import { Failure, type Done } from '../../model/failure';
import { notInCall } from '../../model/failures/extensions';
import { bridgedCalls, seatsOf, type Seat } from './callState/bridgedCalls';
import { hangUpChannel } from './callState/hangUp';
import { liveCalls } from './callState/liveCalls';
import { monitoringLegsOf } from './callState/monitoringLegs';
import { extensionOf, singleLegs } from './callState/singleLegs';
import { actions, type Action, type ActionFields } from './wire/actions';
import type { Ask } from './wire/client';

/** Call control. Its actions name a channel, which is looked up; with several calls the latest one. */
export function calls(ask: Ask): Calls {
	const command = async (
		action: Action,
		fields: ActionFields,
		extension: string,
	): Promise<Done | Failure> => {
		const answer = await ask(action, fields, { extension });
		return answer instanceof Failure ? answer : 'done';
	};

	const onOwnChannel = (action: Action) => async (extension: string) => {
		const seat = await seatOf(ask, extension);
		if (seat instanceof Failure) return seat;
		return await command(action, { channel: seat.own.channel }, extension);
	};

	const dial = async (
		action: Action,
		fields: ActionFields,
		extension: string,
	): Promise<DialStarted | Failure> => {
		const answer = await command(action, fields, extension);
		return answer === 'done' ? { result: 'accepted' } : answer;
	};

	return {
		list: async () => await liveCalls(ask),

		dial: async ({ from, to }) =>
			await dial(actions.dialExtension, { caller: from, callee: to }, from),
		dialExternal: async ({ from, to }) =>
			await dial(actions.dialOutbound, { caller: from, outbound: to }, from),

		async hangUp(extension) {
			const channels = await channelsOf(ask, extension);
			if (channels instanceof Failure) return channels;
			if (channels.length === 0) {
				return notInCall(extension, { remedy: 'There is nothing to hang up.' });
			}
			for (const channel of channels) {
				const ended = await hangUpChannel(ask, channel, extension);
				if (ended instanceof Failure) return ended;
			}
			return 'done';
		},

		hold: onOwnChannel(actions.hold),
		resume: onOwnChannel(actions.unhold),
		mute: onOwnChannel(actions.mute),
		unmute: onOwnChannel(actions.unmute),

		// The channel is the one of the extension that transfers, as a client in production sends it.
		async transfer(extension, to, callId) {
			const seat = await seatOf(ask, extension, callId);
			if (seat instanceof Failure) return seat;
			const fields = { channel: seat.own.channel, extension: to };
			return await command(actions.transfer, fields, extension);
		},
	};
}

/** The call of the extension; `callId`: which one, where it is in several. */
async function seatOf(ask: Ask, extension: string, callId?: string): Promise<Seat | Failure> {
	const all = await bridgedCalls(ask);
	if (all instanceof Failure) return all;
	const seats = seatsOf(extension, all);
	const seat = seats.find(({ call }) => callId === undefined || call.id === callId);
	if (seat !== undefined) return seat;
	if (seats.length === 0 || callId === undefined) return notInCall(extension);
	return notInCall(extension, {
		detail: ` with the id ${callId}`,
		remedy: 'Look up the id of the call again.',
		input: 'callId',
	});
}

/** Every channel of the extension, also of a call that rings, and of a monitoring. */
async function channelsOf(ask: Ask, extension: string): Promise<string[] | Failure> {
	const all = await bridgedCalls(ask);
	if (all instanceof Failure) return all;
	const legs = await singleLegs(ask);
	if (legs instanceof Failure) return legs;
	const bridged = seatsOf(extension, all).map(({ own }) => own.channel);
	const single = legs.filter((leg) => extensionOf(leg) === extension);
	const monitoring = monitoringLegsOf(extension, legs);
	return [...new Set([...bridged, ...[...single, ...monitoring].map(({ channel }) => channel)])];
}
