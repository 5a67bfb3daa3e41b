import type { Clock } from '../../model/clock';
import { Failure, type Done } from '../../model/failure';
import { extensionNotFound } from '../../model/failures/extensions';
import { alreadyAgent, notAnAgent, queueNotFound, staticAgent } from '../../model/failures/queues';
import type { AgentPause, Queues } from '../../model/queue';
import { extensionStates } from './callState/extensionStates';
import {
	agentOf,
	callerOf,
	extensionOfMember,
	membershipOf,
	queueRows,
	type QueueRows,
} from './callState/queueMembers';
import { actions, type Action, type ActionFields } from './wire/actions';
import type { Ask } from './wire/client';
import type { DriverConfig } from './wire/config';
import { explain } from './wire/errors';
import { Refusal } from './wire/reply';

const nameInAsterisk =
	'Asterisk expects the name that the queue has in queues.conf, which on FreePBX is its number.';

/** Queues of app_queue, by the names that they have in queues.conf. */
export function queues(ask: Ask, clock: Clock, config: DriverConfig): Queues {
	const rowsOf = async (queue: string): Promise<QueueRows | Failure> => {
		const rows = await queueRows(ask, queue);
		if (rows instanceof Failure || rows.queues.length > 0) return rows;
		return queueNotFound(queue, { remedy: nameInAsterisk });
	};

	const isMember = (extension: string) => (member: QueueRows['members'][number]) =>
		extensionOfMember(config, member) === extension;

	/** Tells from Asterisk's sentence what was wrong with an action on one member of one queue. */
	const command = async (
		action: Action,
		fields: ActionFields,
		extension: string,
		queue?: string,
	): Promise<Done | Failure> => {
		const answer = await ask.raw(action, fields);
		if (answer instanceof Failure) return answer;
		if (!(answer instanceof Refusal)) return 'done';
		const { message } = answer;
		if (/No such queue$/.test(message)) {
			return queueNotFound(queue, { remedy: nameInAsterisk, pbxCode: message });
		}
		if (/^Interface not found$|Not there$/.test(message)) {
			return notAnAgent(extension, queue, { pbxCode: message });
		}
		if (queue !== undefined && /Already there$/.test(message)) {
			return alreadyAgent(extension, queue, message);
		}
		if (queue !== undefined && /not dynamic$/.test(message)) {
			return staticAgent(extension, queue, message);
		}
		return explain(message, action, extension);
	};

	/** By each name under which the extension is a member; most PBXs use one in all of their queues. */
	const setPaused = async ({ extension, queue, reason }: AgentPause, paused: boolean) => {
		const rows = queue === undefined ? await queueRows(ask) : await rowsOf(queue);
		if (rows instanceof Failure) return rows;
		const members = rows.members.filter(isMember(extension));
		const interfaces = new Set(members.map(({ location = '' }) => location));
		if (interfaces.size === 0) return notAnAgent(extension, queue);
		for (const member of interfaces) {
			const fields: Array<[string, string]> = [
				['Interface', member],
				['Paused', String(paused)],
			];
			if (queue !== undefined) fields.push(['Queue', queue]);
			if (reason !== undefined) fields.push(['Reason', reason]);
			const done = await command(actions.queuePause, fields, extension, queue);
			if (done instanceof Failure) return done;
		}
		return 'done';
	};

	return {
		async list() {
			const answer = await ask(actions.queueSummary, []);
			if (answer instanceof Failure) return answer;
			const numbers = answer.items.flatMap(({ event, queue }) =>
				event === 'QueueSummary' && queue ? [queue] : [],
			);
			return numbers.map((number) => ({ number, name: '' }));
		},

		async status(queue) {
			const rows = await rowsOf(queue);
			if (rows instanceof Failure) return rows;
			return {
				number: queue,
				waitingCallers: Number(rows.queues[0]?.calls) || 0,
				callers: rows.entries.map(callerOf),
				agents: rows.members.map((member) => agentOf(config, member, clock)),
			};
		},

		pauseAgent: async (pause) => await setPaused(pause, true),
		resumeAgent: async (pause) => await setPaused(pause, false),

		async addAgent(queue, extension) {
			const own = await rowsOf(queue);
			if (own instanceof Failure) return own;
			// By its extension: Asterisk itself takes the same phone once more under another name.
			if (own.members.some(isMember(extension))) return alreadyAgent(extension, queue);
			// Asterisk would take any number, and never ring it.
			const known = await extensionStates(ask, config, [extension]);
			if (known instanceof Failure) {
				if (known.kind !== 'unsupported') return known;
			} else if (!known.states.has(extension)) {
				return extensionNotFound(extension, undefined, 'extension');
			}
			// The first agent of the day finds an empty queue: the others show how the PBX names members.
			const shown = own.members.length > 0 ? own : await queueRows(ask);
			if (shown instanceof Failure) return shown;
			const member = membershipOf(config, shown.members, extension);
			const fields: Array<[string, string]> = [
				['Queue', queue],
				['Interface', member.interface],
			];
			if (member.stateInterface !== undefined) {
				fields.push(['StateInterface', member.stateInterface]);
			}
			return await command(actions.queueAdd, fields, extension, queue);
		},

		async removeAgent(queue, extension) {
			const rows = await rowsOf(queue);
			if (rows instanceof Failure) return rows;
			const member = rows.members.find(isMember(extension));
			if (member === undefined) return notAnAgent(extension, queue);
			const fields = [
				['Queue', queue],
				['Interface', member.location ?? ''],
			] as const;
			return await command(actions.queueRemove, fields, extension, queue);
		},
	};
}
