import { Failure } from '../../../model/failure';
import { readJson } from '../../../http/json';
import type {
	CallEvent,
	CallFailed,
	CallProgress,
	CallRecordWritten,
	CallRinging,
	Direction,
	DomainEvent,
	ExtensionStateChange,
} from '../../../model/event';
import { child, list, text, type Tree } from '../../../http/tree';
import { readXml } from '../../../http/xml';
import { extensionState } from '../callState/extensionStates';

/** Reads one report (manual: API reports). The texts in it stay as the PBX wrote them. */
export function parseReport(body: string): DomainEvent | undefined {
	const trimmed = body.trim();
	// No manual shows a report in XML, nor says that there is none after a sign-in in XML.
	const report = trimmed.startsWith('<') ? readXml(trimmed) : readJson(trimmed);
	if (report instanceof Failure) return undefined;
	return readers.get(text(report, 'action').toLowerCase())?.(report);
}

type Read = (report: Tree) => DomainEvent | undefined;

const readers: ReadonlyMap<string, Read> = new Map<string, Read>([
	['bootup', (report) => ({ event: 'pbxStarted', ...reported(report) })],
	['extensionstatus', stateChange],
	// The manual: sent together with RING, which names both parties.
	['alert', (report) => ringing(report, 'caller')],
	['ring', (report) => ringing(report, 'callee')],
	// Two reports, "answer" and "answered": OpenVox prints the first word for both.
	['answer', (report) => progress(report, 'callAnswered')],
	['answered', (report) => progress(report, 'callAnswered', 'callerFirst')],
	['bye', (report) => progress(report, 'callEnded')],
	// Sic, in every manual; the table of one of them spells it right.
	['tranfer', (report) => progress(report, 'callTransferred')],
	['transfer', (report) => progress(report, 'callTransferred')],
	['callfailed', failed],
	['newcdr', record],
]);

/** The order of two extensions, where the manual's page of that report fixes it. */
type PartyOrder = 'calleeFirst' | 'callerFirst';

type Reported = Pick<CallEvent, 'pbxSerialNumber' | 'report'>;
type AboutCall = Omit<CallProgress, 'event'>;

function reported(report: Tree): Reported {
	return { pbxSerialNumber: text(report, 'sn') || undefined, report };
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
	event: CallProgress['event'],
	order?: PartyOrder,
): CallProgress | undefined {
	const call = aboutCall(report, order);
	return call && { event, ...call };
}

function failed(report: Tree): CallFailed | undefined {
	const call = aboutCall(report);
	return call && { event: 'callFailed', reason: text(report, 'reason') || undefined, ...call };
}

/** The parties of a call, in whichever of the shapes they come; nobody at all: no report of a call. */
function aboutCall(report: Tree, order?: PartyOrder): AboutCall | undefined {
	// With `version` 1.0.2 the sibling lists the parties in an array `call`, one object each.
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

const directions: Readonly<Record<string, Direction>> = {
	internal: 'internal',
	inbound: 'inbound',
	outbound: 'outbound',
};

function record(report: Tree): CallRecordWritten | undefined {
	const from = text(report, 'callfrom');
	const to = text(report, 'callto');
	if (from === '' && to === '') return undefined;
	const direction = directions[text(report, 'type').toLowerCase()];
	return {
		event: 'callRecord',
		callId: text(report, 'callid') || undefined,
		direction,
		from: from || undefined,
		to: to || undefined,
		extensions: extensionsOfRecord(direction, from, to).filter((number) => number !== ''),
		// Sic: the sibling's records name the trunk, OpenVox's do not.
		trunk: text(report, 'srctrunkname') || text(report, 'desttrunkname') || undefined,
		startedAt: text(report, 'timestart') || undefined,
		duration: seconds(text(report, 'callduraction')),
		talkDuration: seconds(text(report, 'talkduraction')),
		outcome: text(report, 'status') || undefined,
		recording: text(report, 'recording') || undefined,
		...reported(report),
	};
}

function extensionsOfRecord(direction: Direction | undefined, from: string, to: string): string[] {
	switch (direction) {
		case 'internal':
			return [from, to];
		case 'inbound':
			return [to];
		case 'outbound':
			return [from];
		case undefined:
			return [];
	}
}

function seconds(digits: string): number | undefined {
	return /^\d{1,9}$/.test(digits) ? Number(digits) : undefined;
}
