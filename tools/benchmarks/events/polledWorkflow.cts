import { setTimeout as sleep } from 'node:timers/promises';
import { allExecutions, countExecutions, readExecution } from '../../n8n/api/executions.cts';
import type { RestSession } from '../../n8n/api/rest.cts';
import type { WorkflowRef } from '../../n8n/api/workflows.cts';
import { poll } from '../../poll.cts';
import type { StartedExecution } from './starts.cts';

/** How long the executions of all events may take to end, and the time in which one too many would show. */
const limitMs = 120_000;
const settleMs = 2_000;

/** A published workflow that keeps the call of each event that starts it. */
export class PolledWorkflow {
	private newestId = 0;
	private countBefore = 0;

	constructor(
		private readonly session: RestSession,
		readonly ref: WorkflowRef,
	) {}

	/** Published is not polling yet: makes events until one starts an execution. */
	async warmUp(makeEvents: () => Promise<void>): Promise<void> {
		const started = await poll(limitMs, async () => {
			await makeEvents();
			return await poll(5_000, async () => ((await this.count()) > 0 ? true : undefined));
		});
		if (started === undefined) throw new Error(`"${this.ref.name}" was started by no event.`);
	}

	/** Only what begins from now on is looked at. */
	async begin(): Promise<void> {
		await sleep(settleMs);
		const all = await allExecutions(this.session, this.ref);
		this.newestId = Math.max(0, ...all.map(({ id }) => Number(id)));
		this.countBefore = await this.count();
	}

	/** Those since then, after so many have ended, or after two minutes where they do not. */
	async executions(expected: number): Promise<StartedExecution[]> {
		await poll(limitMs, async () =>
			(await this.count()) - this.countBefore >= expected ? true : undefined,
		);
		await sleep(settleMs);
		const all = await allExecutions(this.session, this.ref);
		const executions: StartedExecution[] = [];
		for (const { id, startedAt } of all.filter((one) => Number(one.id) > this.newestId)) {
			const { outputs } = await readExecution(this.session, id);
			const { callId } = outputs('Event')?.[0]?.[0]?.json ?? {};
			executions.push({ callId: String(callId), startedAtMs: Date.parse(startedAt ?? '') });
		}
		return executions;
	}

	private count(): Promise<number> {
		return countExecutions(this.session, this.ref, 'success');
	}
}
