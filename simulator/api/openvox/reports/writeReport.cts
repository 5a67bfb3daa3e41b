import type { Client } from '../../../reports/reportAddresses.cts';
import type { ReplyValue } from '../http/replyValue.cts';
import { writeXml } from '../http/writeXml.cts';
import type { Switches } from '../switches.cts';

/** The fields of a report in their order; a name may come twice. */
export type ReportFields = [name: string, value: ReplyValue][];

/** Compact JSON, as the samples' Content-Length shows it; or XML like that of the replies. */
export function writeReport(
	fields: ReportFields,
	{ version, format }: Client,
	switches: Switches,
): string {
	if (switches.reportFormat === 'asSignedIn' && format === 'xml') {
		return writeXml(Object.fromEntries(withParties(fields, switches)), switches);
	}
	const shaped = version === '1.0.2' ? withParties(fields, switches) : twice(fields);
	const members = shaped.map(([name, value]) => `"${name}":${JSON.stringify(value)}`);
	const json = `{${members.join(',')}}`;
	if (switches.reportedNumbers === 'quoted') return json;
	return json.replace(/(?<=[:[,])"((?:0|[1-9]\d*)(?:\.\d+)?)"(?=[,\]}])/g, '$1');
}

const partyNames = ['ext', 'inbound', 'outbound'];

function withParties(fields: ReportFields, { reportedParties }: Switches): ReportFields {
	if (reportedParties === 'ext') return fields;
	const call = fields.flatMap(([name, value]) =>
		partyNames.includes(name) ? eachExtension(name, value).map((one) => ({ [name]: one })) : [],
	);
	if (call.length === 0) return fields;
	const at = fields.findIndex(([name]) => partyNames.includes(name));
	const others = fields.filter(([name]) => !partyNames.includes(name));
	return [...others.slice(0, at), ['call', call], ...others.slice(at)];
}

/** The old format repeats a key, which is no proper JSON. */
function twice(fields: ReportFields): ReportFields {
	return fields.flatMap(([name, value]) =>
		eachExtension(name, value).map((one): [string, ReplyValue] => [name, one]),
	);
}

function eachExtension(name: string, value: ReplyValue): ReplyValue[] {
	if (name !== 'ext' || typeof value !== 'object' || value === null) return [value];
	const extid = 'extid' in value ? value.extid : undefined;
	return Array.isArray(extid) ? extid.map((one) => ({ extid: one })) : [value];
}
