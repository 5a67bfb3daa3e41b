import type { Call } from '../../../model/calls.cts';
import type { PbxEvent } from '../../../model/pbxEvents.cts';
import type { Device } from '../device.cts';
import { recordColumns, type StoredRecord } from '../archive.cts';
import type { Switches } from '../switches.cts';
import type { ReportFields } from './writeReport.cts';

/** The dial prefix of the outbound route: records have it, reports of the call do not. */
const dialPrefix = '16';

type CallRecord = Extract<PbxEvent, { what: 'record' }>;

const callTypes: Record<Call['direction'], string> = {
	internal: 'Internal',
	inbound: 'Inbound',
	outbound: 'Outbound',
};

export function recordFields(
	{ call, startedAt, answeredAt, endedAt }: CallRecord,
	switches: Switches,
): ReportFields {
	const { id, from, to, direction } = call;
	const recorded = switches.recordings === 'on' && answeredAt !== undefined;
	return [
		['action', 'NewCdr'],
		['callid', id],
		['timestart', dateAndTime(startedAt)],
		['callfrom', from],
		['callto', direction === 'outbound' ? `${dialPrefix}${to}` : to],
		['callduraction', String(seconds(endedAt - startedAt))],
		['talkduraction', String(answeredAt === undefined ? 0 : seconds(endedAt - answeredAt))],
		['status', answeredAt === undefined ? 'NO ANSWER' : 'ANSWERED'],
		['type', callTypes[direction]],
		...(recorded ? ([['recording', recordingName(call, startedAt)]] as ReportFields) : []),
	];
}

function seconds(milliseconds: number): number {
	return Math.floor(milliseconds / 1000);
}

function dateAndTime(at: number): string {
	return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}

/** As in the manual's sample of a download: `exten-101-106-20200505-042135-1588641695.1772.wav`. */
function recordingName({ from, to, id }: Call, at: number): string {
	const [day, time] = dateAndTime(at).replace(/[-:]/g, '').split(' ');
	return `exten-${from}-${to}-${day}-${time}-${id}.wav`;
}

/** What the PBX keeps of a call: the fields of its report, and the trunk. */
export function callRecord(
	event: CallRecord,
	switches: Switches,
	{ serialNumber }: Device,
): StoredRecord {
	const { direction, trunk = '' } = event.call;
	const fields = new Map(recordFields(event, switches));
	const columns = recordColumns.map((name) => [name, text(fields.get(name))] as const);
	return {
		...Object.fromEntries(columns),
		timestart: text(fields.get('timestart')),
		srctrunkname: direction === 'inbound' ? trunk : '',
		dsttrunkname: direction === 'outbound' ? trunk : '',
		sn: serialNumber,
	};
}

function text(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
