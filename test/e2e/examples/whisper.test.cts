import { newestExecution } from '../../../tools/n8n/api/executions.cts';
import { poll } from '../../../tools/poll.cts';
import '../setup/environment.cts';
import { importExample, type ImportedExample, removeExamples } from './importedExample.cts';
import { credentialFor, customer, heardBy, onlyCallIsWith } from '../simulatedPbx.cts';

async function whisperIsHeard(supervisor: string, agent: string): Promise<void> {
	await poll(10_000, () => (heardBy(supervisor).length > 0 ? true : undefined));
	expect(heardBy(supervisor)).toEqual([customer, agent].sort());
	expect(heardBy(agent)).toEqual([customer, supervisor].sort());
	expect(heardBy(customer)).toEqual([agent]);
}

describe.each(['json', 'xml'] as const)('CRM event → whisper, PBX speaking %s', (dataFormat) => {
	let example: ImportedExample;

	beforeAll(async () => {
		const credential = await credentialFor(`CRM ${dataFormat}`, { dataFormat });
		example = await importExample('crm-event-whisper.json', credential);
	});
	beforeEach(() => onlyCallIsWith('106'));
	afterAll(removeExamples);

	test('the supervisor hears both, the agent hears the supervisor, the customer does not', async () => {
		const answer = await example.post({ supervisor: '101', agent: '106' });

		expect(answer.status).toBe(200);
		expect(answer.body).toMatchObject({ supervisor: '101', agent: '106' });
		await whisperIsHeard('101', '106');
		const formats = environment.simulator.journal.filter(
			(one) => one.endpoint === 'extension/whisper',
		);
		expect(formats.at(-1)?.format).toBe(dataFormat);
	});

	test('an extension with a leading zero stays what it is', async () => {
		await example.post({ supervisor: '0101', agent: '106' });

		await whisperIsHeard('0101', '106');
	});

	test('the CRM gets the reason, and no supervisor joins the call', async () => {
		const answer = await example.post({ supervisor: '100', agent: '106' });

		expect(answer.status).toBe(409);
		expect(answer.body).toMatchObject({ whisper: 'refused' });
		expect(JSON.stringify(answer.body)).toContain('100');
		expect(heardBy('106')).toEqual([customer]);
	});

	test('no secret is in what n8n stores of an execution', async () => {
		await example.post({ supervisor: '101', agent: '106' });

		const { stored } = await newestExecution(environment.session, example.workflow);
		expect(stored).not.toContain(environment.simulator.account.password);
		expect(stored.toLowerCase()).not.toContain('"token"');
	});
});

describe('Keyword alert → whisper', () => {
	let example: ImportedExample;

	beforeAll(async () => {
		example = await importExample('keyword-alert-whisper.json', await credentialFor('Keyword'));
	});
	beforeEach(() => onlyCallIsWith('106'));
	afterAll(removeExamples);

	test('a watched phrase brings the supervisor in', async () => {
		const answer = await example.post({ agent: '106', text: 'Then I will Cancel my contract!' });

		expect(answer.status).toBe(200);
		await whisperIsHeard('101', '106');
	});

	test('any other talk does not', async () => {
		const answer = await example.post({ agent: '106', text: 'Thank you, that helped.' });

		expect(answer).toEqual({ status: 200, body: { whisper: 'not needed' } });
		expect(heardBy('106')).toEqual([customer]);
	});
});
