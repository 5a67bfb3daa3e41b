import type { PbxEvent } from '../../../model/pbxEvents.cts';
import type { Device } from '../device.cts';
import { recordColumns, type StoredRecord } from '../archive.cts';
import { recordFields } from './reports.cts';
import type { Switches } from '../switches.cts';

/** What the PBX keeps of a call: the fields of its report, and the trunk. */
export function callRecord(
	event: Extract<PbxEvent, { what: 'record' }>,
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
