import type { IDataObject } from 'n8n-workflow';

import { otherParty, type CallRecordWritten, type DomainEvent } from '../../../pbx/model/event';

/**
 * One flat shape for every event of every PBX; what the report does not say is left out. `simplified`: at
 * most ten fields, as n8n recommends.
 */
export function eventItem(
	event: DomainEvent,
	receivedAt: Date,
	{ simplified }: { simplified: boolean },
): IDataObject {
	const item = {
		event: event.event,
		...detailsOf(event),
		pbxSerialNumber: event.pbxSerialNumber,
		receivedAt: receivedAt.toISOString(),
		report: event.report as IDataObject,
	};
	const leftOut = simplified ? leftOutOf(event) : [];
	return Object.fromEntries(
		Object.entries(item).filter(([name, value]) => value !== undefined && !leftOut.includes(name)),
	);
}

function leftOutOf({ event }: DomainEvent): readonly string[] {
	return event === 'callRecord' ? [...ofEveryEvent, ...ofRecords] : ofEveryEvent;
}

const ofEveryEvent = ['pbxSerialNumber', 'report', 'rawState'];

/** What is left are ten fields. */
const ofRecords = [
	// The id of one of its channels: nothing else has it.
	'callId',
	'destinationTrunk',
	'dialledNumber',
	'durationSeconds',
	'madeFrom',
	'queue',
	'rawOutcome',
	'receivedAt',
	'sourceTrunk',
];

function detailsOf(event: DomainEvent): IDataObject {
	switch (event.event) {
		case 'pbxStarted':
			return {};
		case 'extensionStateChanged': {
			const { extensions, state, rawState } = event;
			return { extensions, state, rawState };
		}
		case 'callRecord':
			return recordDetails(event);
		case 'monitoringStarted':
		case 'monitoringEnded': {
			const { callId, supervisor, monitored, mode, orderedBy, extensions } = event;
			return {
				callId,
				supervisorExtension: supervisor,
				monitoredExtension: monitored,
				mode,
				orderedBy,
				extensions,
			};
		}
		case 'callerWaiting':
		case 'callerLeft': {
			const { queue, callId, from, position, waitingCallers, abandoned, waitedSeconds } = event;
			return { queue, callId, from, position, waitingCallers, abandoned, waitedSeconds };
		}
		case 'agentRinging':
		case 'agentAnswered': {
			const { queue, callId, from, extensions, waitedSeconds, ringSeconds } = event;
			return { queue, callId, from, extensions, waitedSeconds, ringSeconds };
		}
		case 'agentPaused':
		case 'agentResumed': {
			const { queue, extensions, reason } = event;
			return { queue, extensions, reason };
		}
		case 'callFailed':
		case 'callRinging':
		case 'callAnswered':
		case 'callEnded':
		case 'callTransferred': {
			const { callId, direction, from, to, extensions, trunk } = event;
			const reason = event.event === 'callFailed' ? event.reason : undefined;
			const transferTo = event.event === 'callTransferred' ? event.transferTo : undefined;
			return {
				callId,
				direction,
				from,
				to,
				otherParty: otherParty(event),
				extensions,
				trunk,
				transferTo,
				reason,
			};
		}
	}
}

/** The fields of *Call Record: Get Many*, and who was in the call. */
function recordDetails(event: CallRecordWritten): IDataObject {
	const { record, extensions, madeFrom } = event;
	return { ...record, otherParty: otherParty(event), extensions, madeFrom };
}
