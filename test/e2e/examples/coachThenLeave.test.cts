import { newestExecution } from '../../../tools/n8n/api/executions.cts';
import { poll } from '../../../tools/poll.cts';
import '../setup/environment.cts';
import { importExample, type ImportedExample, removeExamples } from './importedExample.cts';
import { credentialFor, customer, heardBy, onlyCallIsWith } from '../simulatedPbx.cts';

const threeSeconds = 0.05;
/** n8n keeps a shorter time in memory; this one is in its database, and so survives a restart. */
const seventySeconds = 70 / 60;

let example: ImportedExample;

beforeEach(async () => {
	example = await importExample('coach-then-leave.json', await credentialFor('Coach'));
	onlyCallIsWith('106');
});
afterEach(removeExamples);

function agentAndCustomerAreAlone(): void {
	expect(heardBy('106')).toEqual([customer]);
	expect(heardBy(customer)).toEqual(['106']);
	expect(environment.simulator.pbx.monitoringLegs()).toEqual([]);
}

test('the supervisor whispers, and leaves when the time is over; agent and customer talk on', async () => {
	const answer = await example.post({ supervisor: '101', agent: '106', minutes: threeSeconds });

	expect(answer).toEqual({
		status: 200,
		body: { whisper: 'answered', supervisor: '101', agent: '106' },
	});
	expect(heardBy('101')).toEqual([customer, '106']);
	expect(heardBy('106')).toEqual([customer, '101']);
	expect(heardBy(customer)).toEqual(['106']);

	const { status, outputs } = await newestExecution(environment.session, example.workflow);
	expect(status).toBe('success');
	expect(outputs('Supervisor leaves')?.[0]?.[0]?.json).toEqual({
		supervisorExtension: '101',
		monitoredExtension: '106',
		result: 'stopped',
	});
	agentAndCustomerAreAlone();
	expect(heardBy('101')).toEqual([]);
});

test('a supervisor who has left already, and is in another call, is left alone', async () => {
	const { pbx } = environment.simulator;
	await example.post({ supervisor: '101', agent: '106', minutes: threeSeconds });
	await pbx.hangUp('101');
	pbx.startCall({ direction: 'internal', from: '101', to: '107' });

	await newestExecution(environment.session, example.workflow);

	expect(heardBy('101')).toEqual(['107']);
	agentAndCustomerAreAlone();
});

test('n8n is restarted during the coaching: the supervisor leaves all the same, and not before', async () => {
	await example.post({ supervisor: '101', agent: '106', minutes: seventySeconds });
	await environment.n8n.restart();
	expect(heardBy('106')).toEqual([customer, '101']);

	await poll(100_000, () => (heardBy('106').includes('101') ? undefined : true));

	agentAndCustomerAreAlone();
	const { status, outputs } = await newestExecution(environment.session, example.workflow);
	expect(status).toBe('success');
	expect(outputs('Supervisor leaves')?.[0]?.[0]?.json).toMatchObject({ result: 'stopped' });
}, 180_000);

test('a supervisor who cannot join is reported at once, and nothing waits', async () => {
	const answer = await example.post({ supervisor: '100', agent: '106', minutes: threeSeconds });

	expect(answer.status).toBe(409);
	expect(JSON.stringify(answer.body)).toContain('100');
	const { outputs } = await newestExecution(environment.session, example.workflow);
	expect(outputs('Coaching time')).toBeUndefined();
	agentAndCustomerAreAlone();
});
