import { readJson } from '../../../http/json';
import { child, text, type Tree } from '../../../http/tree';
import type { DomainEvent } from '../../../model/event';
import type { ReportedEvent, ReportReader } from '../../../model/events';
import { Failure } from '../../../model/failure';
import type { CallRecord } from '../../../model/records';
import { reportedRecord } from '../callState/callRecord';
import { CallTracker } from '../callState/callTracker';
import { reportedState } from '../callState/extensionStates';
import { readCall } from '../callState/members';
import { AgentPauses } from '../callState/agentPauses';
import { partiesOf } from '../callState/parties';
import { namedFields } from './reportFields';

interface Envelope {
	type: string;
	message: Tree;
	/** The fields that every event has. */
	reported: Pick<DomainEvent, 'pbxSerialNumber' | 'report'>;
}

/** Reads the reports of one PBX (guide: API Events) in the order in which they come. */
export function createReader(): ReportReader {
	const tracker = new CallTracker();
	const pauses = new AgentPauses();
	const readers: ReadonlyMap<
		string,
		(envelope: Envelope, timeZone: string) => ReportedEvent | undefined
	> = new Map([
		['30007', registrationChange],
		['30008', stateChange],
		['30011', (envelope) => callChange(envelope, tracker)],
		['30012', record],
		['30013', (envelope) => transferred(envelope, tracker)],
		['30014', (envelope) => transferred(envelope, tracker)],
		['30015', failed],
		['30025', (envelope) => agentChange(envelope, 'Paused', pauses)],
		['30029', (envelope) => agentChange(envelope, text(envelope.message, 'status'), pauses)],
	]);
	return (body, timeZone) => {
		const envelope = readEnvelope(body);
		return envelope && readers.get(envelope.type)?.(envelope, timeZone);
	};
}

/** `msg` is JSON in a text, as the guide prints it; clients have also seen an object, and no `msg` at all. */
function readEnvelope(body: string): Envelope | undefined {
	const envelope = readJson(body.trim());
	if (envelope instanceof Failure) return undefined;
	const msg = child(envelope, 'msg') ?? envelope;
	const message = typeof msg === 'string' ? readJson(msg.trim()) : msg;
	if (message instanceof Failure) return undefined;
	const type = eventType(envelope);
	const sn = text(envelope, 'sn');
	const report = namedFields(type, sn, message);
	return { type, message, reported: { pbxSerialNumber: sn || undefined, report } };
}

/** Without `msg` the number of a record's event meets its field for the kind of call, which has the same name. */
function eventType(envelope: Tree): string {
	const type = text(envelope, 'type');
	const isRecord = /^[a-z]+$/i.test(type) && text(envelope, 'call_duration') !== '';
	return isRecord ? '30012' : type;
}

function stateChange({ message, reported }: Envelope): ReportedEvent | undefined {
	const extension = text(message, 'extension');
	const rawState = text(message, 'status');
	if (extension === '' || rawState === '') return undefined;
	const state = reportedState(rawState);
	return {
		event: {
			event: 'extensionStateChanged',
			extensions: [extension],
			state,
			rawState,
			...reported,
		},
	};
}

/** Whether somebody is signed in to one of the programs says nothing of the extension's phone. */
function registrationChange(envelope: Envelope): ReportedEvent | undefined {
	const kind = text(envelope.message, 'kind').toLowerCase();
	return kind === '' || kind === 'sip' ? stateChange(envelope) : undefined;
}

const stages = { ringing: 'callRinging', answered: 'callAnswered', ended: 'callEnded' } as const;

function callChange(
	{ message, reported }: Envelope,
	tracker: CallTracker,
): ReportedEvent | undefined {
	const call = readCall(message);
	const change = tracker.update(call);
	if (change === undefined) return undefined;
	const { stage, occasion, heardBy, ...parties } = change;
	const about = { callId: call.id || undefined, ...parties, ...reported };
	const event: DomainEvent =
		stage === 'ringing'
			? { event: stages[stage], heardBy, ...about }
			: { event: stages[stage], ...about };
	return { event, occasion };
}

function transferred(
	{ message, reported }: Envelope,
	tracker: CallTracker,
): ReportedEvent | undefined {
	const { id, members } = readCall(message);
	const parties = members.length > 0 ? partiesOf(members) : tracker.partiesOf(id);
	if (id === '' && parties.extensions.length === 0) return undefined;
	return { event: { event: 'callTransferred', callId: id || undefined, ...parties, ...reported } };
}

function failed({ message, reported }: Envelope): ReportedEvent | undefined {
	const { id, members } = readCall(message);
	const reason = text(message, 'reason') || undefined;
	if (id === '' && reason === undefined) return undefined;
	const event = {
		event: 'callFailed',
		reason,
		callId: id || undefined,
		...partiesOf(members),
		...reported,
	} as const;
	// The members may be missing: then only the call distinguishes it from another one.
	return { event, occasion: id === '' ? undefined : `${id} failed` };
}

/** An automatic pause may be reported as a change of the status, too. */
function agentChange(
	{ message, reported }: Envelope,
	status: string,
	pauses: AgentPauses,
): ReportedEvent | undefined {
	// The samples write `6402` and `queue-6402`.
	const queue = text(message, 'queue_number').replace(/^queue-/i, '');
	const agent = text(message, 'agent_number');
	if (queue === '' || agent === '') return undefined;
	const event = pauses.update(queue, agent, status);
	if (event === undefined) return undefined;
	const reason = event === 'agentPaused' ? text(message, 'reason').trim() || undefined : undefined;
	return {
		event: { event, queue, extensions: [agent], reason, ...reported },
		occasion: `${event} ${queue} ${agent}`,
	};
}

function record({ message, reported }: Envelope, timeZone: string): ReportedEvent | undefined {
	const written = reportedRecord((name) => text(message, name), timeZone);
	if (written.from === undefined && written.to === undefined) return undefined;
	return {
		event: { event: 'callRecord', record: written, extensions: extensionsOf(written), ...reported },
	};
}

function extensionsOf({ direction, from, to }: CallRecord): string[] {
	const parties = {
		internal: [from, to],
		inbound: [to],
		outbound: [from],
		callback: [],
		transfer: [],
	};
	const numbers = direction === undefined ? [] : parties[direction];
	return numbers.filter((number) => number !== undefined);
}
