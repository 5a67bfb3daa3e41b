import type { TrunkCall, TrunkDirection } from '../../../model/pbxState.cts';
import { field, splitList, type Endpoint, type Endpoints } from '../apiCall.cts';
import { errno } from '../http/errno.cts';
import { CallList, refused, success, type ReplyFields } from '../http/replyValue.cts';
import type { Switches } from '../switches.cts';
import { progressWord } from '../http/words.cts';

const insideField = {
	extension: 'extid',
	queue: 'queueid',
	outside: 'outto',
	prompt: 'prompt',
} as const;

function calleeOf({ direction, inside }: TrunkCall, switches: Switches): ReplyFields {
	if (direction === 'outbound') return {};
	const callee = { [insideField[inside.kind]]: inside.number };
	return { callee: switches.callee === 'array' ? [callee] : callee };
}

function row(call: TrunkCall, switches: Switches): ReplyFields {
	return {
		[`${call.direction}id`]: call.id,
		from: call.from,
		to: call.to,
		trunk: call.trunk,
		...calleeOf(call, switches),
		status: progressWord(call.progress),
	};
}

function query(direction: TrunkDirection): Endpoint {
	return {
		required: [],
		async answer(call, { model, switches }) {
			const wanted = splitList(field(call, `${direction}id`));
			const idDemanded = direction === 'inbound' && switches.inboundQueryWithoutId === 'errno10004';
			if (wanted.length === 0 && idDemanded) return refused(errno.fieldBlank);
			const calls = await model.trunkCalls(direction);
			const found = wanted.length === 0 ? calls : calls.filter(({ id }) => wanted.includes(id));
			return success({ [direction]: new CallList(found.map((each) => row(each, switches))) });
		},
	};
}

function hangUp(direction: TrunkDirection): Endpoint {
	return {
		required: [`${direction}id`],
		async answer(call, { model }) {
			const result = await model.hangUpTrunkCall(direction, field(call, `${direction}id`));
			return result === 'done' ? success() : refused(errno.noCall);
		},
	};
}

export const trunkCalls: Endpoints = {
	'inbound/query': query('inbound'),
	'outbound/query': query('outbound'),
	'inbound/hangup': hangUp('inbound'),
	'outbound/hangup': hangUp('outbound'),
};
