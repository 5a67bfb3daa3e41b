import { localTime, type Device } from '../device.cts';
import type { Switches } from '../switches.cts';
import type { EndedCall, Leg } from './legs.cts';

/** One row of the call records; every value is a text. */
export type CdrRow = Readonly<Record<string, string>>;

const kinds = { internal: 'Internal', inbound: 'Inbound', outbound: 'Outbound' } as const;

function seconds(milliseconds: number): string {
	return String(Math.floor(milliseconds / 1000));
}

/** As the sample names one: `auto-1774356619-+33695516169-6500.wav`. */
export function recordingName({ startedAt, from, to }: Leg): string {
	return `auto-${Math.floor(startedAt / 1000)}-${from}-${to}.wav`;
}

export function cdrRow(
	id: number,
	leg: Leg,
	{ call }: EndedCall,
	{ unansweredAt, recordFiles, recordings }: Switches,
	device: Device,
): CdrRow {
	const { from, to, startedAt, answeredAt, endedAt } = leg;
	const notAnswered = unansweredAt === 'empty' ? '' : '0000-00-00 00:00:00';
	const isRecorded = recordings === 'on' && answeredAt !== undefined;
	const fileName = `${recordingName(leg)}${recordFiles === 'withAt' ? '@' : ''}`;
	const trunk = call.trunk ?? '';
	return {
		AcctId: String(id),
		accountcode: '',
		src: from,
		dst: to,
		dcontext: 'from-internal',
		clid: `"" <${from}>`,
		channel: leg.channel,
		dstchannel: leg.toChannel,
		lastapp: leg.action === 'QUEUE' ? 'Queue' : 'Dial',
		lastdata: '',
		start: localTime(startedAt, device),
		answer: answeredAt === undefined ? notAnswered : localTime(answeredAt, device),
		end: localTime(endedAt, device),
		duration: seconds(endedAt - startedAt),
		billsec: answeredAt === undefined ? '0' : seconds(endedAt - answeredAt),
		disposition: answeredAt === undefined ? 'NO ANSWER' : 'ANSWERED',
		amaflags: 'DOCUMENTATION',
		uniqueid: call.id,
		userfield: kinds[call.direction],
		channel_ext: from,
		dstchannel_ext: to,
		service: 's',
		caller_name: '',
		recordfiles: isRecorded ? fileName : '',
		dstanswer: answeredAt === undefined ? '' : to,
		session: `${call.id}-${from}`,
		action_owner: from,
		action_type: leg.action === 'QUEUE' ? `QUEUE[${to}]` : leg.action,
		src_trunk_name: call.direction === 'inbound' ? trunk : '',
		dst_trunk_name: call.direction === 'outbound' ? trunk : '',
	};
}
