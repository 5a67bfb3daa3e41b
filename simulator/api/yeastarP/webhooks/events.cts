import type { Call, Party } from '../../../model/calls.cts';
import type { PbxEvent } from '../../../model/pbxEvents.cts';
import type { PhoneState } from '../../../model/pbxState.cts';
import { callTypes, type StoredCall } from '../archive.cts';
import type { ReplyFields } from '../http/answer.cts';
import { memberOf } from '../members.cts';
import { displayTime } from '../device.cts';
import type { Switches } from '../switches.cts';
import { callFailed } from './callFailed.cts';
import type { WebhookEvent } from './webhooks.cts';

/** The events of one change on the phones, in their order. A call that is over has an event of its own. */
export function eventsOf(event: PbxEvent, switches: Switches): WebhookEvent[] {
	switch (event.what) {
		case 'started':
		case 'record':
			return [];
		case 'extensionState':
			return stateEvents(event);
		case 'agentPause':
			return [agentStatus(event, switches)];
		case 'ringing': {
			const { call } = event;
			const announced = call.direction === 'inbound' && switches.inboundControl === 'on';
			return [
				...(announced ? [inboundCall(call, switches)] : []),
				...callStates(call, { caller: 'ALERT', callee: 'RING' }, switches),
			];
		}
		case 'answered':
			return callStates(event.call, { caller: 'ANSWERED', callee: 'ANSWER' }, switches);
		case 'ended':
			return callStates(event.call, { caller: 'BYE', callee: 'BYE' }, switches);
		case 'failed': {
			const { call } = event;
			const over = { caller: 'BYE', callee: 'BYE' };
			return [
				callFailed(call.id, '486 Busy here', membersOf(call, over, switches), switches),
				...callStates(call, over, switches),
			];
		}
		case 'transferred': {
			const { call } = event;
			const members = membersOf(call, { caller: 'ANSWERED', callee: 'ANSWER' }, switches);
			return [{ type: 30013, msg: { call_id: call.id, members } }];
		}
	}
}

/** Event 30012: a call is over, and its record is there. */
export function callEnded(stored: StoredCall, switches: Switches): WebhookEvent {
	const { call, startedAt, durationS, talkS, ringS, answered, recording } = stored;
	const { id, from, to, direction, trunk = '' } = call;
	const text = (value: string) => (value === '' && switches.emptyText === 'space' ? ' ' : value);
	return {
		type: 30012,
		msg: {
			call_id: id,
			time_start: displayTime(startedAt),
			call_from: from,
			call_to: to,
			call_duration: durationS,
			talk_duration: talkS,
			src_trunk_name: text(direction === 'inbound' ? trunk : ''),
			dst_trunk_name: text(direction === 'outbound' ? trunk : ''),
			pin_code: text(''),
			status: answered ? 'ANSWERED' : 'NO ANSWER',
			type: callTypes[direction],
			recording: text(recording),
			did_number: text(''),
			agent_ring_time: ringS,
		},
	};
}

type Statuses = Readonly<Record<'caller' | 'callee', string>>;

function membersOf(call: Call, statuses: Statuses, switches: Switches): ReplyFields[] {
	const path = call.callee.kind === 'queue' ? call.callee.number : '';
	return (['caller', 'callee'] as const).flatMap((role) => {
		const party: Party = call[role];
		if (party.kind === 'queue' || party.stage === 'later') return [];
		const { channel, kind, number } = party;
		const end = { channel, kind, number, state: 'talking' } as const;
		return memberOf(end, { call, role, path, status: statuses[role] }, switches);
	});
}

/** Event 30011, once with all members or once for each. */
function callStates(call: Call, statuses: Statuses, switches: Switches): WebhookEvent[] {
	const members = membersOf(call, statuses, switches);
	const groups = switches.membersPerEvent === 'all' ? [members] : members.map((member) => [member]);
	return groups
		.filter((group) => group.length > 0)
		.map((group) => ({ type: 30011, msg: { call_id: call.id, members: group } }));
}

function inboundCall(call: Call, switches: Switches): WebhookEvent {
	const members = membersOf(call, { caller: 'ALERT', callee: 'RING' }, switches);
	const ofTheTrunk = members.filter((member) => 'inbound' in member);
	return { type: 30016, msg: { call_id: call.id, members: ofTheTrunk } };
}

/** Event 30029: its `msg` is an object in the guide's sample, as in no other event. */
function agentStatus(
	{ queue, agent, paused, reason }: Extract<PbxEvent, { what: 'agentPause' }>,
	{ reportedQueue, resumedWord }: Switches,
): WebhookEvent {
	return {
		type: 30029,
		msg: {
			queue_number: reportedQueue === '6402' ? queue : `queue-${queue}`,
			agent_number: agent,
			status: paused ? 'Paused' : resumedWord,
			reason: paused ? reason : '',
		},
	};
}

const stateWords: Partial<Record<PhoneState, string>> = {
	idle: 'Idle',
	ringing: 'Ringing',
	inCall: 'Busy',
	onHold: 'Busy',
};

type StateChange = Extract<PbxEvent, { what: 'extensionState' }>;

/** Events 30007 (the phone came or went) and 30008 (what it is doing). */
function stateEvents({ extension, before, state }: StateChange): WebhookEvent[] {
	const word = stateWords[state];
	const wasOnline = stateWords[before] !== undefined;
	const isOnline = word !== undefined;
	if (wasOnline !== isOnline) {
		return [{ type: 30007, msg: { extension, status: isOnline ? 1 : 0 } }];
	}
	if (!isOnline || word === stateWords[before]) return [];
	return [{ type: 30008, msg: { extension, status: word } }];
}
