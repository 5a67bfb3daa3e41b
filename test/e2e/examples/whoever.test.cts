import { type Simulator, startSimulator } from '../../../simulator/simulator.cts';
import { defaultOffice } from '../../../simulator/model/office.cts';
import { createPbxCredential } from '../../../tools/n8n/api/pbxCredential.cts';
import '../setup/environment.cts';
import { importExample, type ImportedExample, removeExamples } from './importedExample.cts';

let simulator: Simulator;
let free: ImportedExample;
let talking: ImportedExample;

beforeAll(async () => {
	const office = defaultOffice();
	const leads = { number: '6800', members: ['101', '102', '105'] };
	simulator = await startSimulator({ office: { ...office, queues: [...office.queues, leads] } });
	const { url, account } = simulator;
	const credential = await createPbxCredential(environment.session, 'Office with leads', {
		baseUrl: url,
		...account,
	});
	simulator.pbx.changePhone('105', { autoAnswer: 'supported' });
	free = await importExample('whoever-is-free.json', credential);
	talking = await importExample('whoever-is-talking.json', credential);
});
beforeEach(() => simulator.pbx.dropEverything());
afterAll(async () => {
	await removeExamples();
	await simulator.close();
});

function callSince(minutes: number, from: string, to: string): void {
	const id = `${Math.floor(Date.now() / 1000) - minutes * 60}.${to}`;
	simulator.pbx.startCall({ direction: 'inbound', from, to, id });
}

describe('whoever is free', () => {
	beforeEach(() => callSince(1, '0151234567', '106'));

	test('the idle leads take turns; a busy one is passed over', async () => {
		const { pbx } = simulator;
		const whispering: unknown[] = [];
		for (let round = 0; round < 4; round++) {
			const { body } = await free.post({ agent: '106' });
			whispering.push((body as { supervisor: unknown }).supervisor);
			for (const { supervisor } of pbx.monitoringLegs()) await pbx.hangUp(supervisor.number);
		}
		expect(whispering).toEqual(['101', '102', '105', '101']);

		pbx.startCall({ direction: 'internal', from: '102', to: '107' });
		expect(await free.post({ agent: '106' })).toEqual({
			status: 200,
			body: { whisper: 'answered', supervisor: '105', agent: '106' },
		});
	});

	test('no lead is idle: the response says so', async () => {
		const { pbx } = simulator;
		for (const [lead, other] of [
			['101', '107'],
			['102', '108'],
			['105', '104'],
		] as const)
			pbx.startCall({ direction: 'internal', from: lead, to: other });

		const { status, body } = await free.post({ agent: '106' });

		expect(status).toBe(409);
		expect(body).toMatchObject({
			why: expect.stringContaining('No lead of the queue is idle') as string,
		});
		expect(pbx.monitoringLegs()).toEqual([]);
	});
});

describe('whoever is talking', () => {
	beforeEach(() => {
		callSince(3, '0049151234567', '106');
		callSince(9, '0309876543', '107');
		// Not of the queue.
		callSince(20, '0305555555', '110');
		simulator.pbx.startCall({ direction: 'outbound', from: '108', to: '0307777777' });
		simulator.pbx.startCall({ direction: 'internal', from: '109', to: '104' });
	});

	test.each([
		['the agent with this customer, however the number is written', '+49 151 234567', '106'],
		['the agent who called this customer', '0307777777', '108'],
	])('%s', async (_what, customer, agent) => {
		await simulator.pbx.configure('108', { allowBeingMonitored: true });
		expect(await talking.post({ supervisor: '101', customer })).toEqual({
			status: 200,
			body: { whisper: 'answered', supervisor: '101', agent },
		});
	});

	test('the agent of the queue whose call has lasted longest', async () => {
		expect(await talking.post({ supervisor: '101', queue: '9998' })).toEqual({
			status: 200,
			body: { whisper: 'answered', supervisor: '101', agent: '107' },
		});
	});

	test.each([{ customer: '0301111111' }, { customer: '' }, {}])(
		'no such call, %j: nothing rings',
		async (wanted) => {
			const { status, body } = await talking.post({ supervisor: '101', ...wanted });

			expect(status).toBe(409);
			expect(body).toMatchObject({
				why: expect.stringContaining('There is no such call') as string,
			});
			expect(simulator.pbx.monitoringLegs()).toEqual([]);
		},
	);
});
