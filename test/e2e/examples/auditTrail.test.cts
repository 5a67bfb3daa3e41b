import { z } from 'zod';
import { Bench } from '../../../tools/asterisk/bench.cts';
import type { CredentialRef } from '../../../tools/n8n/api/credentials.cts';
import { runManually } from '../../../tools/n8n/api/executions.cts';
import { deleteWorkflow } from '../../../tools/n8n/api/workflows.cts';
import { poll } from '../../../tools/poll.cts';
import { createAsteriskCredential } from '../../../tools/proof/asteriskCredential.cts';
import '../setup/environment.cts';
import { pbxWorkflow, start } from '../manualWorkflow.cts';
import { importExample, type ImportedExample, removeExamples } from './importedExample.cts';

const tableShape = z.object({
	data: z.array(z.object({ id: z.string(), projectId: z.string(), name: z.string() })),
});
const rowsShape = z.object({ data: z.array(z.record(z.unknown())) });

let bench: Bench;
let credential: CredentialRef;
let example: ImportedExample;

beforeAll(async () => {
	bench = await Bench.open({ audioCapture: 'recordings' });
	credential = await createAsteriskCredential(environment.session, 'Audited', bench);
	const since = bench.amiObserver.now();
	example = await importExample('audit-trail.json', credential);
	const { status } = await runManually(environment.session, example.workflow, 'Run once');
	expect(status).toBe('success');
	// The first request of the trigger once its session is open.
	const probe = { event: 'DeviceStateChange', device: 'Custom:n8n-events' };
	await bench.amiObserver.event(probe, since, 60_000);
}, 180_000);
afterAll(async () => {
	await removeExamples();
	await bench?.close();
});

/** As n8n's page *Data tables* shows them, the oldest first. */
async function rows(): Promise<Record<string, unknown>[]> {
	const { session } = environment;
	const { data: tables } = await session.get('/rest/data-tables-global', tableShape);
	const table = tables.find(({ name }) => name === 'coaching_audit');
	const path = `/rest/projects/${table?.projectId}/data-tables/${table?.id}/rows?sortBy=id:asc`;
	return (await session.get(path, rowsShape)).data;
}

async function coachingEnds(count: number): Promise<Record<string, unknown>[]> {
	await bench.hangUpAll();
	const all = await poll(30_000, async () => {
		const seen = await rows();
		return seen.length === count && seen.every(({ endedAt }) => endedAt) ? seen : undefined;
	});
	return all ?? [];
}

const pair = { supervisor: '1001', agent: '1002' };

test('one row per coaching: who, whom, how long, in which mode, ordered by what, and why', async () => {
	for (const [index, why] of ['new product', 'complaint'].entries()) {
		await bench.call('B', 'C');
		const { body } = await example.post({ ...pair, why });
		expect(body).toEqual({ result: 'monitoring' });
		expect((await coachingEnds(index + 1))[index]).toMatchObject({
			...pair,
			mode: 'whisper',
			result: 'monitoring',
			orderedBy: 'n8n',
			workflow: 'Audit trail of coachings',
			why,
			startedAt: expect.any(String) as string,
			seconds: expect.any(Number) as number,
		});
	}
});

test('a refused order has a row too', async () => {
	await example.post({ ...pair, why: 'nobody calls' });

	expect((await coachingEnds(3))[2]).toMatchObject({
		...pair,
		result: expect.stringContaining('1002 is not in a call') as string,
		why: 'nobody calls',
	});
});

test('so has a coaching that another workflow ordered', async () => {
	const [supervisorExtension, monitoredExtension] = [pair.supervisor, pair.agent].map((value) => ({
		__rl: true,
		mode: 'number',
		value,
	}));
	const parameters = { resource: 'monitoring', operation: 'listen', options: {} };
	const other = await pbxWorkflow('Listens', credential, {
		...parameters,
		supervisorExtension,
		monitoredExtension,
	});
	await bench.call('B', 'C');
	const { status } = await runManually(environment.session, other, start);
	await deleteWorkflow(environment.session, other);
	expect(status).toBe('success');

	expect((await coachingEnds(4))[3]).toMatchObject({
		...pair,
		mode: 'listen',
		workflow: null,
		seconds: expect.any(Number) as number,
	});
});
