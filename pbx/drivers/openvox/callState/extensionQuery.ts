import { Failure } from '../../../model/failure';
import type { CurrentCall } from '../../../model/currentCall';
import type { Extension, ExtensionSummary } from '../../../model/extension';
import type { MonitorPermission } from '../../../model/monitoring';
import { child, list, text, type Tree } from '../../../http/tree';
import type { Ask } from '../wire/client';
import { endpoints } from '../wire/endpoints';
import { explain } from '../wire/errors';
import { Refusal } from '../wire/reply';
import { extensionState } from './extensionStates';

/** Every extension with its state (manual: Query Extension List). */
export async function listExtensions(ask: Ask): Promise<ExtensionSummary[] | Failure> {
	const answer = await ask(endpoints.extensionList);
	return answer instanceof Failure ? answer : list(child(answer, 'extlist')).map(summary);
}

/** Settings and calls of these extensions, or of all (manual: Query Extension Settings). */
export async function queryExtensions(
	ask: Ask,
	numbers: string[] = [],
): Promise<Extension[] | Failure> {
	const found = await extensionSettings(ask, numbers);
	if (found instanceof Failure) return found;
	if (found instanceof Refusal && found.errno !== '10006') return explain(found.errno);
	const incomplete = found instanceof Refusal || (found.length === 0 && numbers.length > 1);
	if (!incomplete) return found;
	// One unknown number may fail the whole query: the list shows which ones exist.
	const known = await listExtensions(ask);
	if (known instanceof Failure) return known;
	const rest = numbers.filter((number) => known.some((row) => row.number === number));
	if (rest.length === 0) return [];
	const again = await extensionSettings(ask, rest);
	return again instanceof Refusal ? explain(again.errno) : again;
}

async function extensionSettings(
	ask: Ask,
	numbers: string[],
): Promise<Extension[] | Refusal | Failure> {
	const fields: Record<string, string> = numbers.length > 0 ? { extid: numbers.join(',') } : {};
	const answer = await ask.raw(endpoints.extension, fields);
	if (answer instanceof Failure || answer instanceof Refusal) return answer;
	return list(child(answer, 'extinfos')).map(extension);
}

/** The manual spells the values in more than one way. */
const permissions: ReadonlyMap<string, MonitorPermission> = new Map([
	['disabled', 'disabled'],
	['disable', 'disabled'],
	['extensive', 'all'],
	['listen', 'listen'],
	['whisper', 'whisper'],
	['barge-in', 'bargeIn'],
]);

function summary(row: Tree): ExtensionSummary {
	const rawState = text(row, 'status');
	return {
		number: text(row, 'extnumber'),
		name: text(row, 'username'),
		state: extensionState(rawState),
		rawState,
		type: text(row, 'type') || undefined,
	};
}

/** Field by field: the PBX's own object also carries passwords and PINs in clear text. */
function extension(row: Tree): Extension {
	const { number, name, state, rawState, type } = summary(row);
	const allowed = text(row, 'allowbeingmonitored').toLowerCase();
	// Spread, an object takes ten times as long to make; a list has thousands.
	return {
		number,
		name,
		state,
		rawState,
		type,
		allowBeingMonitored: allowed === '' ? undefined : allowed === 'on',
		monitorMode: permissions.get(text(row, 'monitormode').toLowerCase()),
		calls: calls(row),
	};
}

// The manual has no example of an extension in a call: objects and arrays are both read.
function calls(row: Tree): CurrentCall[] {
	const inbound = list(child(row, 'inbound')).map(
		(call): CurrentCall => ({
			direction: 'inbound',
			otherParty: text(call, 'from') || undefined,
			id: text(call, 'inboundid') || undefined,
			trunk: text(call, 'trunk') || undefined,
		}),
	);
	const outbound = list(child(row, 'outbound')).map(
		(call): CurrentCall => ({
			direction: 'outbound',
			otherParty: text(call, 'to') || undefined,
			id: text(call, 'outboundid') || undefined,
			trunk: text(call, 'trunk') || undefined,
		}),
	);
	const internal = list(child(row, 'ext')).flatMap((call) =>
		list(child(call, 'extid')).map(
			(number): CurrentCall => ({
				direction: 'internal',
				otherParty: typeof number === 'string' ? number : undefined,
			}),
		),
	);
	return [...inbound, ...outbound, ...internal];
}
