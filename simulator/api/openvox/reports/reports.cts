import type { Call } from '../../../model/calls.cts';
import type { PbxEvent } from '../../../model/pbxEvents.cts';
import type { PhoneState } from '../../../model/pbxState.cts';
import type { Client } from '../../../reports/reportAddresses.cts';
import type { ReplyValue } from '../http/replyValue.cts';
import type { Switches } from '../switches.cts';
import { recordFields } from './callRecord.cts';
import { writeReport, type ReportFields } from './writeReport.cts';

/** The reports of one event, in the manual's order, as bodies for a client that signed in so. */
export function reportsOf(
	event: PbxEvent,
	serialNumber: string,
	switches: Switches,
	client: Client,
): string[] {
	const reports = fieldsOf(event, switches);
	const ordered = switches.reportOrder === 'asPrinted' ? reports : reports.reverse();
	return ordered.map((fields) => {
		const serial: ReportFields = isWithoutSerial(event, fields) ? [] : [['sn', serialNumber]];
		return writeReport([...fields, ...serial], client, switches);
	});
}

function fieldsOf(event: PbxEvent, switches: Switches): ReportFields[] {
	switch (event.what) {
		case 'started':
			return [[['action', 'BootUp']]];
		// Manual "Reports": none is about agents.
		case 'agentPause':
			return [];
		case 'extensionState': {
			const status = stateWord(event, switches);
			const { extension } = event;
			if (!status) return [];
			return [
				[
					['action', 'ExtensionStatus'],
					['extension', extension],
					['status', status],
				],
			];
		}
		case 'ringing': {
			const { call } = event;
			const ring: ReportFields = [...head('RING', call.id), ...parties(call, 'callee')];
			// A prompt hears no ring-back.
			if (call.caller.kind === 'prompt') return [ring];
			return [[...head('ALERT', call.id), ...callerOnly(call)], ring];
		}
		case 'answered': {
			const { call } = event;
			return [
				[...head('ANSWER', call.id), ...parties(call, 'callee')],
				[...head(switches.secondAnswer, call.id), ...parties(call, 'caller')],
			];
		}
		case 'ended': {
			const { call, hungUpBy } = event;
			const other = hungUpBy === 'caller' ? 'callee' : 'caller';
			return [
				[...head('BYE', call.id), ...parties(call, hungUpBy)],
				[...head('BYE', otherChannel(call.id)), ...parties(call, other)],
			];
		}
		case 'failed': {
			const { call } = event;
			const reason = switches.failureReason === 'number' ? 480 : '486 Busy Here';
			return [
				[
					['action', 'CallFailed'],
					['reason', reason],
					['callid', call.id],
					...(switches.failedParties === 'both' ? parties(call, 'callee') : []),
				],
			];
		}
		case 'transferred': {
			const { call, transferor } = event;
			const first = call.caller.number === transferor ? 'callee' : 'caller';
			return [[...head(switches.transferWord, call.id), ...parties(call, first)]];
		}
		case 'record':
			return [recordFields(event, switches)];
	}
}

function head(action: string, callid: string): ReportFields {
	return [
		['action', action],
		['callid', callid],
	];
}

/** The two channels of a call have two ids: `1589953914.1775` and `.1777`. */
function otherChannel(id: string): string {
	return id.replace(/\d+$/, (counter) => String(Number(counter) + 2));
}

function trunkFields({ id, from, to, trunk }: Call, idName: string): Record<string, string> {
	return { from, to, trunk: trunk ?? '', [idName]: id };
}

/** Both ends of a call, this one first. */
function parties(call: Call, first: 'caller' | 'callee'): ReportFields {
	const { caller, callee, direction } = call;
	if (direction === 'internal') {
		const [one, other] = first === 'caller' ? [caller, callee] : [callee, caller];
		const phones = [one, other].filter(({ kind }) => kind !== 'prompt');
		return [['ext', { extid: phones.map(({ number }) => number) }]];
	}
	const inside = direction === 'inbound' ? callee : caller;
	const own: [string, ReplyValue] = ['ext', { extid: inside.number }];
	const trunk: [string, ReplyValue] = [direction, trunkFields(call, `${direction}id`)];
	if (inside.kind !== 'extension') return [trunk];
	return (inside === callee) === (first === 'callee') ? [own, trunk] : [trunk, own];
}

/** What the ring-back names: the caller, and over a trunk the whole inbound call. */
function callerOnly(call: Call): ReportFields {
	const { caller, direction } = call;
	if (direction === 'internal') return [['ext', { extid: [caller.number] }]];
	if (direction === 'outbound') return [['ext', { extid: caller.number }]];
	return [['inbound', trunkFields(call, 'inboundid')]];
}

/** Sic: both ringing reports of an outgoing call are printed without it. */
function isWithoutSerial(event: PbxEvent, fields: ReportFields): boolean {
	if (event.what !== 'ringing' || event.call.direction !== 'outbound') return false;
	return fields.some(([name]) => name === 'callid');
}

const stateWords: Record<PhoneState, string | undefined> = {
	idle: 'Idle',
	ringing: 'Ringing',
	inCall: 'InUse',
	// No word for it among those of the report.
	onHold: 'InUse',
	unavailable: 'Unregistered',
	malfunction: undefined,
	noPort: undefined,
};

type StateChange = Extract<PbxEvent, { what: 'extensionState' }>;

function stateWord({ before, state }: StateChange, { reportedInCall }: Switches) {
	const word = stateWords[state];
	if (word === stateWords[before]) return undefined;
	if (word === 'InUse') return reportedInCall;
	return before === 'unavailable' && word === 'Idle' ? 'Registered' : word;
}
