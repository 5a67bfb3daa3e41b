import { Failure } from '../../../model/failure';
import { readJson } from '../../../http/json';
import type {
	CallEvent,
	CallFailed,
	CallProgress,
	CallRecordWritten,
	CallRinging,
	CallTransferred,
	DomainEvent,
	EventName,
	ExtensionStateChange,
} from '../../../model/event';
import type { CallRecord } from '../../../model/records';
import { child, list, text, type Tree } from '../../../http/tree';
import { readXml } from '../../../http/xml';
import { callRecord } from '../callState/callRecord';
import { extensionState } from '../callState/extensionStates';
import { namedFields } from './reportFields';

/** Reads one report (manual: API reports). The texts in it stay as the PBX wrote them. */
export function parseReport(body: string, timeZone: string): DomainEvent | undefined {
	const trimmed = body.trim();
	// No manual shows a report in XML, nor says that there is none after a sign-in in XML.
	const report = trimmed.startsWith('<') ? readXml(trimmed) : readJson(trimmed);
	if (report instanceof Failure) return undefined;
	return readers.get(actionOf(report))?.(report, timeZone);
}

type Read = (report: Tree, timeZone: string) => DomainEvent | undefined;

/** Each event with the reports that say it, by their `action`; an event that is not reported has none. */
const reportsOf: Readonly<Record<EventName, Readonly<Record<string, Read>>>> = {
	pbxStarted: { bootup: (report) => ({ event: 'pbxStarted', ...reported(report) }) },
	extensionStateChanged: { extensionstatus: stateChange },
	callRinging: {
		// The manual: sent together with RING, which names both parties.
		alert: (report) => ringing(report, 'caller'),
		ring: (report) => ringing(report, 'callee'),
	},
	callAnswered: {
		// Two reports, "answer" and "answered": OpenVox prints the first word for both.
		answer: (report) => progress(report, 'callAnswered'),
		answered: (report) => progress(report, 'callAnswered', 'callerFirst'),
	},
	callEnded: { bye: (report) => progress(report, 'callEnded') },
	callTransferred: {
		// Sic, in every manual; the table of one of them spells it right.
		tranfer: (report) => progress(report, 'callTransferred'),
		transfer: (report) => progress(report, 'callTransferred'),
	},
	callFailed: { callfailed: failed },
	callRecord: { newcdr: record },
	monitoringStarted: {},
	monitoringEnded: {},
	callerWaiting: {},
	callerLeft: {},
	agentRinging: {},
	agentAnswered: {},
	agentPaused: {},
	agentResumed: {},
};

const readers: ReadonlyMap<string, Read> = new Map(
	Object.values(reportsOf).flatMap(Object.entries),
);

/** The order of two extensions, where the manual's page of that report fixes it. */
type PartyOrder = 'calleeFirst' | 'callerFirst';

type Reported = Pick<CallEvent, 'pbxSerialNumber' | 'report'>;
type AboutCall = Omit<CallProgress, 'event'>;

function reported(report: Tree): Reported {
	return {
		pbxSerialNumber: text(report, 'sn') || undefined,
		report: namedFields(report, actionOf(report)),
	};
}

function actionOf(report: Tree): string {
	return text(report, 'action').toLowerCase();
}

function stateChange(report: Tree): ExtensionStateChange | undefined {
	const extension = text(report, 'extension');
	const rawState = text(report, 'status');
	if (extension === '' || rawState === '') return undefined;
	const state = extensionState(rawState);
	return {
		event: 'extensionStateChanged',
		extensions: [extension],
		state,
		rawState,
		...reported(report),
	};
}

function ringing(report: Tree, heardBy: CallRinging['heardBy']): CallRinging | undefined {
	const call = aboutCall(report, heardBy === 'callee' ? 'calleeFirst' : undefined);
	return call && { event: 'callRinging', heardBy, ...call };
}

function progress(
	report: Tree,
	event: (CallProgress | CallTransferred)['event'],
	order?: PartyOrder,
): CallProgress | CallTransferred | undefined {
	const call = aboutCall(report, order);
	return call && { event, ...call };
}

function failed(report: Tree): CallFailed | undefined {
	const reason = text(report, 'reason') || undefined;
	const call = aboutCall(report);
	if (call) return { event: 'callFailed', reason, ...call };
	// Yeastar's samples name no party of a call that failed.
	const callId = text(report, 'callid') || undefined;
	if (callId === undefined && reason === undefined) return undefined;
	return { event: 'callFailed', reason, callId, ...reported(report), extensions: [] };
}

/** The parties of a call, in whichever of the shapes they come; without any it is no report of a call. */
function aboutCall(report: Tree, order?: PartyOrder): AboutCall | undefined {
	// With `version` 1.0.2 Yeastar lists the parties in an array `call`, one object each.
	const places = [report, ...list(child(report, 'call'))];
	const extensions = places.flatMap((place) =>
		list(child(place, 'ext')).flatMap((ext) => list(child(ext, 'extid')).filter(isNumber)),
	);
	const inbound = places.flatMap((place) => list(child(place, 'inbound')))[0];
	const outbound = places.flatMap((place) => list(child(place, 'outbound')))[0];
	const trunkCall = inbound ?? outbound;
	const both = { callId: text(report, 'callid') || undefined, ...reported(report) };
	if (trunkCall === undefined) {
		if (extensions.length === 0) return undefined;
		return { ...both, ...internal(extensions, order), extensions };
	}
	return {
		...both,
		direction: inbound ? 'inbound' : 'outbound',
		from: text(trunkCall, 'from') || undefined,
		// From one trunk to another: the caller of the one, the called party of the other.
		to: text(outbound ?? trunkCall, 'to') || undefined,
		extensions,
		trunk: text(trunkCall, 'trunk') || undefined,
	};
}

function internal(
	extensions: string[],
	order: PartyOrder | undefined,
): Pick<AboutCall, 'direction' | 'from' | 'to'> {
	const [first, second] = extensions;
	// The caller's ring-back of an outgoing call names the caller alone, too.
	if (second === undefined) return {};
	if (order === undefined) return { direction: 'internal' };
	return order === 'calleeFirst'
		? { direction: 'internal', from: second, to: first }
		: { direction: 'internal', from: first, to: second };
}

function isNumber(extension: Tree): extension is string {
	return typeof extension === 'string' && extension !== '';
}

function record(report: Tree, timeZone: string): CallRecordWritten | undefined {
	const written = callRecord((name) => text(report, name), timeZone);
	if (written.from === undefined && written.to === undefined) return undefined;
	return {
		event: 'callRecord',
		record: written,
		extensions: extensionsOf(written),
		...reported(report),
	};
}

function extensionsOf({ direction, from, to }: CallRecord): string[] {
	const parties = {
		internal: [from, to],
		inbound: [to],
		outbound: [from],
		// The record does not say which of the numbers is an extension.
		callback: [],
		transfer: [],
	};
	const numbers = direction === undefined ? [] : parties[direction];
	return numbers.filter((number) => number !== undefined);
}
