import { executionsOf } from '../../../tools/n8n/api/executions.cts';
import { poll } from '../../../tools/poll.cts';
import '../setup/environment.cts';
import { importExample, type ImportedExample, removeExamples } from './importedExample.cts';
import { credentialFor, customer, heardBy, onlyCallIsWith } from '../simulatedPbx.cts';

let example: ImportedExample;

beforeAll(async () => {
	example = await importExample('stay-with-agent.json', await credentialFor('Stay'), {
		'Every 10 seconds': { rule: { interval: [{ field: 'seconds', secondsInterval: 1 }] } },
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

/** Two more executions began after what happened before, and are over. */
async function looksAgain(): Promise<void> {
	const ids = async () =>
		(await executionsOf(environment.session, example.workflow))
			.filter(({ status }) => status === 'success')
			.map(({ id }) => Number(id));
	const before = Math.max(...(await ids()), 0);
	const more = await poll(20_000, async () =>
		(await ids()).filter((id) => id > before + 1).length >= 2 ? true : undefined,
	);
	expect(more).toBe(true);
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
	onlyCallIsWith('106');
	await looksAgain();
	expect(listensAsked()).toBe(2);
});

test('it ends with the time', async () => {
	await example.post({ agent: '106', supervisor: '101', hours: 1 / 3600 });
	await poll(10_000, async () => {
		const { body } = await example.post({ agent: '107', stop: true });
		return JSON.stringify(body) === '{"stays":[]}' ? true : undefined;
	});

	onlyCallIsWith('106');
	await looksAgain();
	expect(listensAsked()).toBe(0);
});
