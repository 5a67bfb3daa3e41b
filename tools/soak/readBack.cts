import { allExecutions, readExecution } from '../n8n/api/executions.cts';
import type { RestSession } from '../n8n/api/rest.cts';
import type { WorkflowRef } from '../n8n/api/workflows.cts';

const readAtOnce = 4;

/** n8n gives its executions a minute when it ends; those that take longer are stored as crashed. */
const shutdownMs = 90_000;

/** Executions that were running when n8n was ended. */
export async function endedWithN8n(
	session: RestSession,
	workflow: WorkflowRef,
	n8nEndedAtMs: readonly number[],
): Promise<number> {
	const crashed = (await allExecutions(session, workflow)).filter(
		({ status }) => status === 'crashed',
	);
	return crashed.filter(({ startedAt }) => {
		const beganAtMs = Date.parse(startedAt ?? '');
		return n8nEndedAtMs.some((endedAtMs) => Math.abs(endedAtMs - beganAtMs) <= shutdownMs);
	}).length;
}

export async function countByStatus(
	session: RestSession,
	workflow: WorkflowRef,
): Promise<ReadonlyMap<string, number>> {
	const counts = new Map<string, number>();
	for (const { status } of await allExecutions(session, workflow))
		counts.set(status, (counts.get(status) ?? 0) + 1);
	return counts;
}

/** Reads every execution of the trigger: which calls' records ran to their end, and how often. */
export async function executedRecords(
	session: RestSession,
	workflow: WorkflowRef,
): Promise<ReadonlyMap<string, number>> {
	const waiting = await allExecutions(session, workflow);
	const counts = new Map<string, number>();
	const work = async () => {
		for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
			if (next.status !== 'success') continue;
			const { outputs } = await readExecution(session, next.id);
			const callId = String(outputs('Event')?.[0]?.[0]?.json['callId']);
			counts.set(callId, (counts.get(callId) ?? 0) + 1);
		}
	};
	await Promise.all(Array.from({ length: readAtOnce }, work));
	return counts;
}
