import type { AgentChange, PbxModel } from '../../../model/pbxModel.cts';
import type { Queue } from '../../../model/pbxState.cts';
import { field, splitList, type ApiCall, type Endpoint, type Endpoints } from '../apiCall.cts';
import { errno } from '../http/errno.cts';
import { refused, success, type Answer, type ReplyFields } from '../http/replyValue.cts';
import { agentStatus, int } from '../http/words.cts';
import type { Switches } from '../switches.cts';

/** What the administrator has set for every queue. */
export const queuePassword = 'QueueSecret-canary';

/** Numbers of a queue's agents, as text. */
function agentNumbers({ members }: Queue, kind: 'static' | 'dynamic'): string {
	return members
		.filter((member) => member.kind === kind)
		.map(({ number }) => number)
		.join(',');
}

/** Manual "Query queue": every value is text. */
function settings(queue: Queue, switches: Switches): ReplyFields {
	return {
		queuenumber: int(queue.number, switches),
		queuename: `Queue ${queue.number}`,
		password: queuePassword,
		ringstrategy: 'Ring All',
		agents: agentNumbers(queue, 'static'),
		dynamicagents: agentNumbers(queue, 'dynamic'),
		agenttimeout: '30',
		wrapuptime: '30',
		retry: '30',
		maxwaittime: '1800',
	};
}

function changed(result: AgentChange, { agentRefused }: Switches): Answer {
	if (result === 'done') return success();
	if (result === 'noQueue') return refused(errno.noQueue);
	switch (agentRefused) {
		case 'errno10019':
			return refused(errno.queueFailed);
		case 'errno10006':
			return refused(errno.noExtension);
		case 'success':
			return success();
	}
}

function onAgent(
	required: readonly string[],
	act: (model: PbxModel, queue: string, agent: string) => Promise<AgentChange>,
): Endpoint {
	return {
		required: ['queueid', 'extid', ...required],
		async answer(call, { model, switches }) {
			if (isWrongPassword(call, switches)) return refused(errno.queueFailed);
			return changed(await act(model, field(call, 'queueid'), field(call, 'extid')), switches);
		},
	};
}

function isWrongPassword(call: ApiCall, switches: Switches): boolean {
	const given = field(call, 'password');
	return switches.queuePassword === 'errno10019' && given !== '' && given !== queuePassword;
}

export const queues: Endpoints = {
	'queue/query': {
		required: [],
		async answer(call, { model, switches }) {
			const wanted = splitList(field(call, 'queueid'));
			const all = await model.queues();
			const found = all.filter(({ number }) => wanted.length === 0 || wanted.includes(number));
			if (found.length === 0) return refused(errno.noQueue);
			return success({ queues: found.map((queue) => settings(queue, switches)) });
		},
	},
	'queue/add_dynamicagent': onAgent([], (model, queue, agent) => model.signAgentIn(queue, agent)),
	'queue/del_dynamicagent': onAgent(['password'], (model, queue, agent) =>
		model.signAgentOut(queue, agent),
	),
	'queue/pause_agent': onAgent([], (model, queue, agent) => model.pauseAgent(agent, { queue })),
	'queue/unpause_agent': onAgent([], (model, queue, agent) => model.resumeAgent(agent, queue)),
	'queuestatus/query': {
		required: ['queueid'],
		async answer(call, { model, switches }) {
			const queue = await model.queue(field(call, 'queueid'));
			if (queue === 'noQueue') return refused(errno.noQueue);
			const inLists = (fields: ReplyFields) =>
				switches.queueLists === 'array' ? [fields] : fields;
			const signedIn = queue.members.filter((member) => member.signedIn);
			return success({
				[switches.queueKey]: inLists({
					queuenumber: int(queue.number, switches),
					queuestatus: inLists({
						members: signedIn.map((member) => ({
							agent: int(member.number, switches),
							agentstatus: agentStatus(member),
						})),
						callercount: queue.waitingCallers,
					}),
				}),
			});
		},
	},
};
