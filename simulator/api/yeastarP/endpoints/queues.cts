import type { LiveCall, PhoneState } from '../../../model/pbxState.cts';
import {
	field,
	type ApiCall,
	type Endpoint,
	type Endpoints,
	type YeastarPPbx,
} from '../apiCall.cts';
import { refused, success, type Answer, type ReplyFields } from '../http/answer.cts';

/** 2 also where the agent holds: 5 is a caller who holds. */
const agentStatus: Record<PhoneState | 'unknown', number> = {
	unknown: 0,
	idle: 1,
	inCall: 2,
	onHold: 2,
	ringing: 3,
	unavailable: 1,
	malfunction: 1,
	noPort: 1,
};

function queueRows({ queues }: YeastarPPbx): { id: number; number: string }[] {
	return queues.map((number, index) => ({ id: index + 1, number }));
}

function finding(isWanted: (number: string, call: ApiCall, pbx: YeastarPPbx) => boolean): Endpoint {
	return {
		method: 'GET',
		required: [],
		answer(call, pbx) {
			const data = queueRows(pbx)
				.filter(({ number }) => isWanted(number, call, pbx))
				.map((row) => ({ ...row, name: `Queue ${row.number}`, ring_strategy: 'ring_all' }));
			return Promise.resolve(success({ total_number: data.length, data }));
		},
	};
}

/** Both names of the search text: no page of `queue/search` was seen. */
function isSearched(number: string, call: ApiCall, { switches }: YeastarPPbx): boolean {
	if (switches.queueSearch === 'unfiltered') return true;
	return number.includes(field(call, 'number')) && number.includes(field(call, 'search_value'));
}

/** The number of the queue that the API knows by this id. */
export function queueWithId(id: string, pbx: YeastarPPbx): string | undefined {
	return queueRows(pbx).find((row) => String(row.id) === id)?.number;
}

function queueOf(call: ApiCall, pbx: YeastarPPbx): string | undefined {
	return queueWithId(field(call, 'id'), pbx);
}

type CallGroup = 'waiting' | 'active' | 'ringing';

function groupOf({ waitsIn, callee }: LiveCall): CallGroup | undefined {
	if (waitsIn !== undefined) return 'waiting';
	if (callee?.kind !== 'extension') return undefined;
	return callee.state === 'ringing' ? 'ringing' : 'active';
}

function callRow({ id, from, callee, to }: LiveCall, now: number): ReplyFields {
	const number = callee?.number ?? to;
	return {
		call_id: id,
		caller_number: from,
		caller_display_name: from,
		callee_number: number,
		callee_display_name: number,
		// A call id begins with the second in which the call began.
		duration: Math.max(0, Math.floor(now / 1000) - Math.floor(Number(id))),
	};
}

function idle({ switches }: YeastarPPbx, emptyLists: ReplyFields): Answer {
	switch (switches.idleQueue) {
		case 'emptyLists':
			return success(emptyLists);
		case '60001':
			return refused('60001');
		case '60001AndEmptyLists':
			return refused('60001', emptyLists);
	}
}

export const queues: Endpoints = {
	'queue/list': finding(() => true),
	'queue/search': finding(isSearched),
	'queue/call_status': {
		method: 'GET',
		required: ['id'],
		async answer(call, pbx) {
			const queue = queueOf(call, pbx);
			if (queue === undefined) return refused('60001');
			const { calls } = await pbx.model.liveCalls();
			const rows = (group: CallGroup) =>
				calls
					.filter((each) => each.to === queue && groupOf(each) === group)
					.map((each) => callRow(each, pbx.clock.now()));
			const [waiting, active, ringing] = [rows('waiting'), rows('active'), rows('ringing')];
			const status = {
				waiting_calls: waiting.length,
				active_calls: active.length,
				ringing_calls: ringing.length,
				waiting_list: waiting,
				active_list: active,
				ringing_list: ringing,
			};
			const isIdle = waiting.length + active.length + ringing.length === 0;
			return isIdle ? idle(pbx, status) : success(status);
		},
	},
	'queue/agent_status': {
		method: 'GET',
		required: ['id'],
		async answer(call, pbx) {
			const number = queueOf(call, pbx);
			const queue = number === undefined ? 'noQueue' : await pbx.model.queue(number);
			if (queue === 'noQueue') return refused('60001');
			const names = new Map((await pbx.model.extensions()).map((each) => [each.number, each.name]));
			const data = queue.members.map((member) => ({
				name: names.get(member.number) ?? '',
				number: member.number,
				is_login: member.signedIn && member.state !== 'unavailable' ? 1 : 0,
				is_pause: member.paused ? 1 : 0,
				call_status: agentStatus[member.state],
				pause_reason: member.pauseReason,
				agent_type: member.kind,
				max_threshold_for_pause_time: 0,
				max_threshold_for_logout_time: 0,
			}));
			return success({ total_number: data.length, data });
		},
	},
};
