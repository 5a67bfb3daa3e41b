import { text, type Tree } from '../../../http/tree';
import type { ExtensionState, ExtensionSummary } from '../../../model/extension';
import { Failure } from '../../../model/failure';
import { actions } from '../wire/actions';
import type { Ask } from '../wire/client';
import { readPages, type PagedList } from '../wire/pages';

const states: ReadonlyMap<string, ExtensionState> = new Map([
	['idle', 'idle'],
	['inuse', 'inCall'],
	['busy', 'inCall'],
	['ringing', 'ringing'],
	// In a call, and a second one rings.
	['inuse&ringing', 'inCall'],
	['ringinuse', 'inCall'],
	['onhold', 'onHold'],
	['hold', 'onHold'],
	['unavailable', 'unavailable'],
	['unregistered', 'unavailable'],
]);

/** Every extension, with the fields that are asked for and no secret. */
export const accountList: PagedList = {
	action: actions.accounts,
	rows: 'account',
	fields: {
		options: 'extension,fullname,status,addr,account_type,out_of_service',
		sidx: 'extension',
		sord: 'asc',
	},
};

/** Every extension with its state. */
export async function listExtensions(ask: Ask): Promise<ExtensionSummary[] | Failure> {
	const rows = await readPages(ask, accountList);
	return rows instanceof Failure ? rows : rows.map(summary);
}

function summary(row: Tree): ExtensionSummary {
	const rawState = text(row, 'status');
	const isOff = text(row, 'out_of_service').toLowerCase() === 'yes';
	return {
		number: text(row, 'extension'),
		name: text(row, 'fullname'),
		state: isOff ? 'unavailable' : extensionState(rawState),
		rawState,
		type: text(row, 'account_type') || undefined,
	};
}

/** The PBX's word for a state, in whichever case and with or without blanks. */
export function extensionState(word: string): ExtensionState {
	return states.get(word.toLowerCase().replace(/[\s_-]/g, '')) ?? 'unknown';
}
