import { Failure } from '../../../model/failure';
import type { CallParty, LiveCall, LiveCallState } from '../../../model/calls';
import type { CurrentCall } from '../../../model/currentCall';
import type { Extension } from '../../../model/extension';
import type { Ask } from '../wire/client';
import { queryExtensions } from './extensionQuery';
import { trunkCalls } from './trunkCalls';

/** A call while its parts are gathered from several answers. */
interface Draft extends Pick<LiveCall, 'direction' | 'id' | 'from' | 'to' | 'trunk'> {
	numbers: Set<string>;
	/** The state in the list of trunk calls. */
	listedState?: LiveCallState;
}

/**
 * Calls over a trunk have lists of their own; a call between extensions shows only in the settings of
 * its two extensions. Where those name no call, internal calls remain unseen.
 */
export async function liveCalls(ask: Ask): Promise<LiveCall[] | Failure> {
	const rows = await queryExtensions(ask);
	if (rows instanceof Failure) return rows;
	const drafts = new Map<string, Draft>();
	for (const direction of ['inbound', 'outbound'] as const) {
		const found = await trunkCalls(ask, direction, idsIn(rows, direction));
		if (found instanceof Failure) return found;
		for (const { state, callee, ...call } of found) {
			const numbers = new Set(
				direction === 'inbound' ? callee : extensionsAmong([call.from], rows),
			);
			drafts.set(key(call), { ...call, numbers, listedState: state });
		}
	}
	for (const { number, calls = [] } of rows) {
		for (const call of calls) {
			const draft = drafts.get(key(call, number)) ?? seenFrom(number, call);
			draft.numbers.add(number);
			drafts.set(key(call, number), draft);
		}
	}
	return [...drafts.values()].map((draft) => finished(draft, rows, [...drafts.values()]));
}

function idsIn(rows: Extension[], direction: CurrentCall['direction']): string[] {
	const calls = rows.flatMap((row) => row.calls ?? []);
	return [
		...new Set(calls.filter((call) => call.direction === direction).map(({ id }) => id)),
	].filter((id) => id !== undefined);
}

/** The same for both extensions of an internal call, which has no id. */
function key(call: Pick<Draft, 'direction' | 'id'> & { otherParty?: string }, from = ''): string {
	if (call.id !== undefined) return `${call.direction} ${call.id}`;
	return [call.direction, ...[from, call.otherParty ?? ''].sort()].join(' ');
}

function extensionsAmong(numbers: Array<string | undefined>, rows: Extension[]): string[] {
	return rows.map(({ number }) => number).filter((number) => numbers.includes(number));
}

/** A call that only the settings of an extension show. */
function seenFrom(number: string, { direction, id, otherParty, trunk }: CurrentCall): Draft {
	switch (direction) {
		case 'inbound':
			return { direction, id, from: otherParty, trunk, numbers: new Set() };
		case 'outbound':
			return { direction, id, from: number, to: otherParty, trunk, numbers: new Set() };
		case 'internal':
			return { direction, id, numbers: new Set(otherParty === undefined ? [] : [otherParty]) };
	}
}

function finished(
	{ numbers, listedState, ...call }: Draft,
	rows: Extension[],
	all: Draft[],
): LiveCall {
	const parties = [...numbers].sort().map((number): CallParty => {
		const row = rows.find((each) => each.number === number);
		return { number, name: row?.name ?? '', state: row?.state ?? 'unknown' };
	});
	// The state of a phone in two calls may belong to either of them.
	const conclusive = parties.filter(
		({ number }) => all.filter((each) => each.numbers.has(number)).length === 1,
	);
	const startedAtMs = startIn(call.id);
	return {
		...call,
		extensions: parties,
		state: stateOf(listedState, parties, conclusive),
		startedAtMs,
	};
}

function stateOf(
	listedState: LiveCallState | undefined,
	parties: CallParty[],
	conclusive: CallParty[],
): LiveCallState {
	if (conclusive.some(({ state }) => state === 'onHold')) return 'onHold';
	if (listedState !== undefined) return listedState;
	if (conclusive.some(({ state }) => state === 'ringing')) return 'ringing';
	const talking = conclusive.length === parties.length && parties.length > 0;
	return talking && conclusive.every(({ state }) => state === 'inCall') ? 'talking' : 'unknown';
}

/** The ids that the manual prints, `1589881290.963`, begin with the second in which the call began. */
function startIn(id: string | undefined): number | undefined {
	const seconds = /^(\d{10})\.\d+$/.exec(id ?? '')?.[1];
	return seconds === undefined ? undefined : Number(seconds) * 1000;
}
