import { z } from 'zod';
import { Bench } from '../../../tools/asterisk/bench.cts';
import { runManually } from '../../../tools/n8n/api/executions.cts';
import { poll } from '../../../tools/poll.cts';
import { createAsteriskCredential } from '../../../tools/proof/asteriskCredential.cts';
import '../setup/environment.cts';
import { importExample, type ImportedExample, removeExamples } from './importedExample.cts';

const tableShape = z.object({
	data: z.array(z.object({ id: z.string(), projectId: z.string(), name: z.string() })),
});
const rowsShape = z.object({ data: z.array(z.record(z.unknown())) });

let bench: Bench;
let example: ImportedExample;

beforeAll(async () => {
	bench = await Bench.open({ audioCapture: 'recordings' });
	const credential = await createAsteriskCredential(environment.session, 'Audited', bench);
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

test('one row per coaching: who, whom, how long, in which mode, ordered by what, and why', async () => {
	await bench.call('B', 'C');
	const coached = await example.post({ supervisor: '1001', agent: '1002', why: 'new product' });
	expect(coached.body).toEqual({ result: 'monitoring' });
	await bench.hangUpAll();
	const ended = await poll(30_000, async () => (await rows()).find(({ endedAt }) => endedAt));
	expect(ended).toMatchObject({
		supervisor: '1001',
		agent: '1002',
		mode: 'whisper',
		result: 'monitoring',
		orderedBy: 'n8n',
		workflow: 'Audit trail of coachings',
		why: 'new product',
		startedAt: expect.any(String) as string,
		seconds: expect.any(Number) as number,
	});

	// Nobody is in a call.
	await example.post({ supervisor: '1001', agent: '1002', why: 'complaint' });
	const all = await rows();
	expect(all).toHaveLength(2);
	expect(all[1]).toMatchObject({
		supervisor: '1001',
		agent: '1002',
		result: expect.stringContaining('1002 is not in a call') as string,
		why: 'complaint',
	});
});
