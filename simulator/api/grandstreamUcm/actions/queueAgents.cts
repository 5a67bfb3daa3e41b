import type { AgentChange, PbxModel } from '../../../model/pbxModel.cts';
import type { QueueMember } from '../../../model/pbxState.cts';
import { field, type Action, type Actions } from '../apiCall.cts';
import type { Switches } from '../switches.cts';
import { done, refused, type ReplyFields } from '../wire/answer.cts';
import { status } from '../wire/status.cts';
import { stateWord } from '../wire/words.cts';
import { refusal } from './refusals.cts';

/** The states of the page of a queue: `Paused` hides that the phone is idle. */
function memberRow(member: QueueMember, switches: Switches): ReplyFields {
	const { number, state, paused, signedIn } = member;
	const word = state === 'unknown' ? '' : stateWord(state, switches);
	return {
		member_extension: number,
		status: paused && state === 'idle' ? 'Paused' : word,
		membership: member.kind === 'static' ? 'static' : signedIn ? 'login' : 'logoff',
		answer: '0',
		abandon: '0',
		logintime: '',
		talktime: '0',
	};
}

/** `interface` is the number of the agent. */
function onAgent(
	operations: readonly [string, string],
	required: readonly string[],
	act: (model: PbxModel, agent: string, isFirst: boolean, queue: string) => Promise<AgentChange>,
): Action {
	return {
		required: ['operatetype', 'interface', ...required],
		async answer(call, pbx) {
			const operation = field(call, 'operatetype');
			if (!operations.includes(operation)) return refusal('invalidValue', pbx);
			const result = await act(
				pbx.model,
				field(call, 'interface'),
				operation === operations[0],
				field(call, 'extension'),
			);
			return result === 'done' ? done({ need_apply: 'no' }) : refusal('noAgent', pbx);
		},
	};
}

export const queueAgents: Actions = {
	loginLogoffQueueAgent: onAgent(
		['login', 'logoff'],
		['extension'],
		(model, agent, isLogin, queue) =>
			isLogin ? model.signAgentIn(queue, agent) : model.signAgentOut(queue, agent),
	),
	/** In every queue: no client names one. */
	pauseUnpauseQueueAgent: onAgent(['pause', 'unpause'], [], (model, agent, isPause) =>
		isPause ? model.pauseAgent(agent, {}) : model.resumeAgent(agent),
	),
	getCallQueuesMemberMessage: {
		required: ['extension'],
		async answer(call, pbx) {
			if (pbx.switches.memberStates === '-47') return refused(status.noPermission);
			const queue = await pbx.model.queue(field(call, 'extension'));
			if (queue === 'noQueue') return refusal('noExtension', pbx);
			const member = queue.members.map((each) => memberRow(each, pbx.switches));
			return done({ CallQueueMembersMessage: { extension: queue.number, member } });
		},
	},
};
