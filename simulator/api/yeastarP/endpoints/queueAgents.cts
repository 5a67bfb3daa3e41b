import type { AgentChange } from '../../../model/pbxModel.cts';
import {
	field,
	type ApiCall,
	type Endpoint,
	type Endpoints,
	type YeastarPPbx,
} from '../apiCall.cts';
import { refused, success, wrongField, type Answer } from '../http/answer.cts';
import { extensionWithId } from './extensions.cts';
import { queueWithId } from './queues.cts';

/** The pause reasons of the PBX by their feature codes. */
const pauseReasons: ReadonlyMap<string, string> = new Map([
	['*01', 'Lunch'],
	['*02', 'Break'],
]);

interface Named {
	agent: string;
	/** Absent for all queues. */
	queues?: string[];
}

async function namedIn(call: ApiCall, pbx: YeastarPPbx): Promise<Named | Answer> {
	const agent = await extensionWithId(field(call, 'ext_id'), pbx);
	if (agent === undefined) return refused('60001');
	const ids = field(call, 'queue_ids');
	if (ids === '') return { agent };
	const queues = ids.split(',').map((id) => queueWithId(id, pbx));
	const known = queues.filter((queue) => queue !== undefined);
	return known.length === queues.length ? { agent, queues: known } : refused('60001');
}

function changed(
	results: readonly AgentChange[],
	{ switches: { agentRefused } }: YeastarPPbx,
): Answer {
	const isDone = results.every((result) => result === 'done');
	return isDone || agentRefused === 'success' ? success() : refused(agentRefused);
}

function onAgent(
	operations: readonly [string, string],
	act: (
		named: Named,
		isFirst: boolean,
		call: ApiCall,
		pbx: YeastarPPbx,
	) => Promise<AgentChange[] | Answer>,
): Endpoint {
	return {
		method: 'GET',
		required: ['ext_id', 'operation'],
		async answer(call, pbx) {
			const operation = field(call, 'operation');
			if (!operations.includes(operation)) return wrongField('operation', operation);
			const named = await namedIn(call, pbx);
			if ('outcome' in named) return named;
			const results = await act(named, operation === operations[0], call, pbx);
			return Array.isArray(results) ? changed(results, pbx) : results;
		},
	};
}

export const queueAgents: Endpoints = {
	'agent/login': onAgent(['login', 'logout'], async ({ agent, queues }, isLogin, _call, pbx) => {
		const all = queues ?? pbx.queues;
		return await Promise.all(
			all.map((queue) =>
				isLogin ? pbx.model.signAgentIn(queue, agent) : pbx.model.signAgentOut(queue, agent),
			),
		);
	}),
	'agent/pause': onAgent(['pause', 'unpause'], async (named, isPause, call, pbx) => {
		const { agent, queues = [undefined] } = named;
		const code = field(call, 'reason');
		const reason = pauseReasons.get(code);
		const takesReason = pbx.switches.pauseReasons === 'subscribed' && reason !== undefined;
		if (code !== '' && !takesReason) return wrongField('reason', code);
		return await Promise.all(
			queues.map((queue) =>
				isPause
					? pbx.model.pauseAgent(agent, { queue, reason })
					: pbx.model.resumeAgent(agent, queue),
			),
		);
	}),
};
