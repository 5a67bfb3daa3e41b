import { child, text, type Tree } from '../../../http/tree';
import type { Extension, ExtensionState } from '../../../model/extension';
import type { CurrentCall } from '../../../model/currentCall';
import { isHeld, isTalking, type MemberCall } from './members';
import { ownMembers } from './ownMember';
import { currentCall } from './parties';

type State = Pick<Extension, 'state' | 'rawState'>;

/** The list of extensions has no state of their calls: it comes from the calls themselves. */
export function stateOf(row: Tree, number: string, calls: readonly MemberCall[]): State {
	return stateInCalls(number, calls) ?? registration(row);
}

/** What the calls show of an extension; undefined where it is in none. */
export function stateInCalls(number: string, calls: readonly MemberCall[]): State | undefined {
	const members = ownMembers(calls, number).map(({ own }) => own);
	const [first] = members;
	if (first === undefined) return undefined;
	const decisive = members.find(isTalking) ?? members.find(isHeld) ?? first;
	return { state: memberState(decisive.status), rawState: decisive.status };
}

function memberState(status: string): ExtensionState {
	switch (status) {
		case 'ANSWER':
		case 'ANSWERED':
			return 'inCall';
		case 'HOLD':
			return 'onHold';
		case 'RING':
		case 'ALERT':
			return 'ringing';
		default:
			return 'unknown';
	}
}

/** Whether one of its devices and programs is registered. */
function registration(row: Tree): State {
	const devices = child(row, 'online_status');
	if (devices === undefined || typeof devices === 'string') {
		return { state: 'unknown', rawState: 'not reported' };
	}
	const isOnline = (Array.isArray(devices) ? devices : Object.values(devices)).some(
		(device) => text(device, 'status') === '1',
	);
	return isOnline
		? { state: 'idle', rawState: 'online' }
		: { state: 'unavailable', rawState: 'offline' };
}

/**
 * The calls of an extension with another party. A monitoring may show as a call of the supervisor
 * alone, which is none.
 */
export function callsWithOthers(number: string, calls: readonly MemberCall[]): CurrentCall[] {
	return ownMembers(calls, number).flatMap(({ own, call }) => currentCall(call, own) ?? []);
}

/** The words of the reports on extensions (guide: events 30007 and 30008). */
const reportedStates: ReadonlyMap<string, ExtensionState> = new Map([
	['ringing', 'ringing'],
	['busy', 'inCall'],
	['idle', 'idle'],
	['registered', 'idle'],
	['unregistered', 'unavailable'],
	// The list of extensions has numbers for the same.
	['1', 'idle'],
	['0', 'unavailable'],
]);

export function reportedState(word: string): ExtensionState {
	return reportedStates.get(word.toLowerCase()) ?? 'unknown';
}
