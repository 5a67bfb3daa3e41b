import { z } from 'zod';
import { readExecution } from '../n8n/api/executions.cts';
import type { RestSession } from '../n8n/api/rest.cts';
import type { WorkflowRef } from '../n8n/api/workflows.cts';

const summariesShape = z.object({
	results: z.array(
		z.object({ id: z.string(), status: z.string(), startedAt: z.string().nullish() }),
	),
	nextCursor: z.string().nullable(),
});

type Summary = z.infer<typeof summariesShape>['results'][number];

const pageSize = 100;
const readAtOnce = 4;

/** All executions of a workflow, with their status, the newest first. */
async function allExecutions(session: RestSession, { id }: WorkflowRef) {
	const filter = encodeURIComponent(JSON.stringify({ workflowId: id }));
	const all = new Map<string, Summary>();
	for (let cursor: string | null | undefined; cursor !== null; ) {
		const after = cursor === undefined ? '' : `&cursor=${cursor}`;
		const path = `/rest/executions?filter=${filter}&limit=${pageSize}${after}`;
		const page = await session.get(path, summariesShape);
		for (const one of page.results) all.set(one.id, one);
		cursor = page.results.length === 0 ? null : page.nextCursor;
	}
	return [...all.values()];
}

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
