import { z } from 'zod';
import { poll } from '../../poll.cts';
import type { RestSession } from './rest.cts';
import type { WorkflowRef } from './workflows.cts';

const errorShape = z
	.object({ message: z.string(), description: z.string().nullish() })
	.passthrough();

const itemShape = z
	.object({ json: z.record(z.unknown()), pairedItem: z.unknown(), error: z.unknown() })
	.passthrough();

const runShape = z.object({
	executionTime: z.number(),
	error: errorShape.optional(),
	data: z
		.object({ main: z.array(z.array(itemShape).nullable()) })
		.partial()
		.optional(),
});

const dataShape = z.object({
	resultData: z.object({ error: errorShape.optional(), runData: z.record(z.array(runShape)) }),
});

const summaryShape = z.object({
	id: z.string(),
	mode: z.string(),
	status: z.string(),
	workflowId: z.string(),
});

export type ExecutionSummary = z.infer<typeof summaryShape>;
export type ExecutionItem = z.infer<typeof itemShape>;
export type ExecutionError = z.infer<typeof errorShape>;

export interface Execution extends ExecutionSummary {
	error: ExecutionError | undefined;
	/** The items of every output of the last run of a node; undefined when the node did not run. */
	outputs: (node: string) => ExecutionItem[][] | undefined;
	/** Milliseconds of the last run of a node, as n8n took them; undefined when it did not run. */
	executionTime: (node: string) => number | undefined;
	/** All that was stored, to search for what must not be in it. */
	stored: string;
}

/** The newest first. */
export async function executionsOf(
	session: RestSession,
	workflow: WorkflowRef,
): Promise<ExecutionSummary[]> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId: workflow.id }));
	const page = z.object({ results: z.array(summaryShape) });
	const { results } = await session.get(`/rest/executions?filter=${filter}&limit=100`, page);
	return results;
}

/** How many executions of a workflow n8n counts, by status. */
export async function countExecutions(
	session: RestSession,
	workflow: WorkflowRef,
	status?: 'success' | 'error',
): Promise<number> {
	const filter = { workflowId: workflow.id, ...(status ? { status: [status] } : {}) };
	const query = encodeURIComponent(JSON.stringify(filter));
	const { count } = await session.get(
		`/rest/executions?filter=${query}&limit=1`,
		z.object({ count: z.number() }),
	);
	return count;
}

/** When the newest executions of a workflow began, ms since 1970; the newest first, a hundred at most. */
export async function startTimes(session: RestSession, workflow: WorkflowRef): Promise<number[]> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId: workflow.id }));
	const page = z.object({ results: z.array(z.object({ startedAt: z.string().nullable() })) });
	const { results } = await session.get(`/rest/executions?filter=${filter}&limit=100`, page);
	return results.map(({ startedAt }) => Date.parse(startedAt ?? ''));
}

const pageShape = z.object({
	results: z.array(
		z.object({ id: z.string(), status: z.string(), startedAt: z.string().nullish() }),
	),
	nextCursor: z.string().nullable(),
});

/** All executions of a workflow, with their status and when they began, the newest first. */
export async function allExecutions(session: RestSession, { id }: WorkflowRef) {
	const filter = encodeURIComponent(JSON.stringify({ workflowId: id }));
	const all = new Map<string, z.infer<typeof pageShape>['results'][number]>();
	for (let cursor: string | null | undefined; cursor !== null; ) {
		const after = cursor === undefined ? '' : `&cursor=${cursor}`;
		const path = `/rest/executions?filter=${filter}&limit=100${after}`;
		const page = await session.get(path, pageShape);
		for (const one of page.results) all.set(one.id, one);
		cursor = page.results.length === 0 ? null : page.nextCursor;
	}
	return [...all.values()];
}

/** Waits until so many executions of the workflow are over; gives the newest. */
export async function newestFinished(
	session: RestSession,
	workflow: WorkflowRef,
	count = 1,
): Promise<ExecutionSummary> {
	let seen: ExecutionSummary[] = [];
	const newest = await poll(60_000, async () => {
		seen = (await executionsOf(session, workflow)).filter(isOver);
		return seen.length >= count ? seen[0] : undefined;
	});
	if (newest !== undefined) return newest;
	throw new Error(
		`"${workflow.name}" has ${seen.length} finished executions after a minute, not ${count}.`,
	);
}

/** The same, with its data. */
export async function newestExecution(
	session: RestSession,
	workflow: WorkflowRef,
	count = 1,
): Promise<Execution> {
	const { id } = await newestFinished(session, workflow, count);
	return readExecution(session, id);
}

export async function readExecution(session: RestSession, id: string): Promise<Execution> {
	const shape = summaryShape.extend({ data: z.string() });
	const { data, ...summary } = await session.get(`/rest/executions/${id}`, shape);
	const { parse } = await import('flatted');
	const { resultData } = dataShape.parse(parse(data));
	return {
		...summary,
		error: resultData.error,
		outputs: (node) => {
			const run = resultData.runData[node]?.at(-1);
			return run === undefined ? undefined : (run.data?.main ?? []).map((items) => items ?? []);
		},
		executionTime: (node) => resultData.runData[node]?.at(-1)?.executionTime,
		stored: data,
	};
}

/** What the Execute button does; waits for the end. */
export async function runManually(
	session: RestSession,
	workflow: WorkflowRef,
	triggerNode: string,
): Promise<Execution> {
	const { executionId } = await session.post(
		`/rest/workflows/${workflow.id}/run`,
		{ triggerToStartFrom: { name: triggerNode } },
		z.object({ executionId: z.string() }),
	);
	const over = await poll(60_000, async () => {
		const all = await executionsOf(session, workflow);
		return all.find((one) => one.id === executionId && isOver(one));
	});
	if (over === undefined) throw new Error(`Execution ${executionId} did not end within a minute.`);
	return readExecution(session, over.id);
}

function isOver({ status }: ExecutionSummary): boolean {
	return !['new', 'running', 'waiting', 'unknown'].includes(status);
}
