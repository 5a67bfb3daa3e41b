import { z } from 'zod';
import { executionsOf } from '../../../tools/n8n/api/executions.cts';
import { poll } from '../../../tools/poll.cts';
import '../setup/environment.cts';
import { importExample, type ImportedExample, removeExamples } from './importedExample.cts';
import { credentialFor, customer, heardBy, onlyCallIsWith } from '../simulatedPbx.cts';

const startedShape = z.object({ stays: z.tuple([z.object({ until: z.string() })]) });

let example: ImportedExample;

beforeAll(async () => {
	example = await importExample('stay-with-agent.json', await credentialFor('Stay'), {
		'Every 10 seconds': { rule: { interval: [{ field: 'seconds', secondsInterval: 2 }] } },
	});
});
beforeEach(() => {
	environment.simulator.journal.length = 0;
	environment.simulator.pbx.dropEverything();
});
afterAll(removeExamples);

function listensAsked(): number {
	return environment.simulator.journal.filter(({ endpoint }) => endpoint === 'extension/listen')
		.length;
}

async function supervisorListens(): Promise<void> {
	await poll(20_000, () => (heardBy('101').length > 0 ? true : undefined));
	expect(heardBy('101')).toEqual([customer, '106']);
	expect(heardBy('106')).toEqual([customer]);
}

/** What had begun is over, and two more executions have looked. */
async function looksAgain(): Promise<void> {
	const all = () => executionsOf(environment.session, example.workflow);
	const last = Math.max(0, ...(await all()).map(({ id }) => Number(id)));
	const looked = await poll(30_000, async () => {
		const seen = await all();
		const unfinished = seen.some(({ id, status }) => Number(id) <= last && status !== 'success');
		const newer = seen.filter(({ id, status }) => Number(id) > last && status === 'success');
		return !unfinished && newer.length >= 2 ? true : undefined;
	});
	expect(looked).toBe(true);
}

test('call after call is listened to, each once, until the order to stop', async () => {
	const started = await example.post({ agent: '106', supervisor: '101', hours: 1 });
	expect(started.body).toMatchObject({ stays: [{ agent: '106', supervisor: '101' }] });

	onlyCallIsWith('106');
	await supervisorListens();
	expect(listensAsked()).toBe(1);

	// The supervisor has heard enough of this call.
	await environment.simulator.pbx.hangUp('101');
	await looksAgain();
	expect(listensAsked()).toBe(1);

	onlyCallIsWith('106');
	await supervisorListens();
	expect(listensAsked()).toBe(2);

	expect((await example.post({ agent: '106', stop: true })).body).toEqual({ stays: [] });
	// n8n keeps the list when the execution that answered is over.
	await looksAgain();
	onlyCallIsWith('106');
	await looksAgain();
	expect(listensAsked()).toBe(2);
});

test('it ends with the time', async () => {
	const { body } = await example.post({ agent: '106', supervisor: '101', hours: 1 / 3600 });
	const { until } = startedShape.parse(body).stays[0];
	await poll(10_000, () => (Date.now() > Date.parse(until) ? true : undefined));
	await looksAgain();

	onlyCallIsWith('106');
	await looksAgain();
	expect(listensAsked()).toBe(0);
});
