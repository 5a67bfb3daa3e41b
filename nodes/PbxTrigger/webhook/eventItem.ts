import type { IDataObject } from 'n8n-workflow';

import {
	otherParty,
	type CallEvent,
	type DomainEvent,
	type ExtensionStateChange,
} from '../../../pbx/model/event';

/** One flat shape for every event of every PBX; what the report does not tell is left out. */
export function eventItem(event: DomainEvent, receivedAt: Date): IDataObject {
	const item = {
		event: event.event,
		...about(event),
		pbxSerialNumber: event.pbxSerialNumber,
		receivedAt: receivedAt.toISOString(),
		report: event.report as IDataObject,
	};
	return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined));
}

function about(event: DomainEvent): IDataObject {
	if (event.event === 'pbxStarted') return {};
	if (event.event === 'extensionStateChanged') return aboutExtension(event);
	return aboutCall(event);
}

function aboutExtension({ extensions, state, rawState }: ExtensionStateChange): IDataObject {
	return { extensions, state, rawState };
}

function aboutCall(event: CallEvent): IDataObject {
	const { callId, direction, from, to, extensions, trunk } = event;
	const call = { callId, direction, from, to, otherParty: otherParty(event), extensions, trunk };
	if (event.event === 'callFailed') return { ...call, reason: event.reason };
	if (event.event !== 'callRecord') return call;
	const { startedAt, duration, talkDuration, outcome, recording } = event;
	return { ...call, startedAt, duration, talkDuration, outcome, recording };
}
