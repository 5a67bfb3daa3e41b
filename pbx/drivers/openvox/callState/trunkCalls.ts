import { Failure } from '../../../model/failure';
import type { LiveCallState } from '../../../model/calls';
import { child, list, text, type Tree } from '../../../http/tree';
import type { Ask } from '../wire/client';
import { endpoints } from '../wire/endpoints';
import { explain } from '../wire/errors';
import { Refusal } from '../wire/reply';

export interface TrunkCall {
	direction: 'inbound' | 'outbound';
	id?: string;
	from?: string;
	to?: string;
	trunk?: string;
	/** Extensions that the PBX names as the answering side. */
	callee: string[];
	/** Absent where the PBX gives no word for it. */
	state?: LiveCallState;
}

const trunkEndpoints = {
	inbound: { endpoint: endpoints.inboundCalls, id: 'inboundid' },
	outbound: { endpoint: endpoints.outboundCalls, id: 'outboundid' },
} as const;

// OpenVox prints the first; the other two are Yeastar's.
const states: ReadonlyMap<string, LiveCallState> = new Map([
	['talking', 'talking'],
	['progress', 'ringing'],
	['wait', 'waiting'],
]);

/**
 * The calls over trunks (manual: Query inbound call, Query outbound call). OpenVox marks the id as
 * required and Yeastar does not: a PBX that insists gets the ids of `known` calls.
 */
export async function trunkCalls(
	ask: Ask,
	direction: TrunkCall['direction'],
	known: string[],
): Promise<TrunkCall[] | Failure> {
	const { endpoint, id } = trunkEndpoints[direction];
	const all = await ask.raw(endpoint);
	const idDemanded = all instanceof Refusal && (all.errno === '10004' || all.errno === '20007');
	if (idDemanded && known.length === 0) return [];
	const answer = idDemanded ? await ask.raw(endpoint, { [id]: known.join(',') }) : all;
	if (answer instanceof Failure) return answer;
	if (answer instanceof Refusal) {
		// There is no such call any more.
		return answer.errno === '10007' ? [] : explain(answer.errno);
	}
	return list(child(answer, direction)).map((row) => trunkCall(row, direction, id));
}

function trunkCall(row: Tree, direction: TrunkCall['direction'], id: string): TrunkCall {
	return {
		direction,
		id: text(row, id) || undefined,
		from: text(row, 'from') || undefined,
		to: text(row, 'to') || undefined,
		trunk: text(row, 'trunk') || undefined,
		// An object on OpenVox, an array on Yeastar.
		callee: list(child(row, 'callee')).flatMap((side) => text(side, 'extid') || []),
		state: states.get(text(row, 'status').toLowerCase()),
	};
}
