import { runManually } from '../../../tools/n8n/api/executions.cts';
import { poll } from '../../../tools/poll.cts';
import { activateWorkflow, type WorkflowRef } from '../../../tools/n8n/api/workflows.cts';
import { openReceiver, type Receiver } from '../../simulator/receiver.cts';
import '../setup/environment.cts';
import { importWorkflow, removeExamples } from './importedExample.cts';
import { credentialFor } from '../simulatedPbx.cts';

const everyTwoSeconds = { interval: [{ field: 'seconds', secondsInterval: 2 }] };

let board: Receiver;
let workflow: WorkflowRef;

beforeAll(async () => {
	board = await openReceiver();
	workflow = await importWorkflow('supervision-board.json', [await credentialFor('Board')], {
		'Every minute': { rule: everyTwoSeconds },
		Board: { url: `http://${board.address}/long-calls` },
	});
});
beforeEach(() => {
	environment.simulator.pbx.dropEverything();
	board.requests.length = 0;
});
afterAll(async () => {
	await removeExamples();
	await board.close();
});

/** A customer and an agent, who began to talk so many minutes ago. */
function callSince(minutes: number, from: string, to: string): void {
	const second = Math.floor(Date.now() / 1000) - minutes * 60;
	const id = `${second}.${to}`;
	environment.simulator.pbx.startCall({ direction: 'inbound', from, to, id });
}

function shown(body: string | undefined): unknown {
	return (JSON.parse(body ?? '{}') as { calls?: unknown }).calls;
}

async function shownByManualRun(): Promise<unknown> {
	const { status } = await runManually(environment.session, workflow, 'Every minute');
	expect(status).toBe('success');
	expect(board.requests).toHaveLength(1);
	return shown(board.bodies()[0]);
}

test('old calls are shown, the oldest first, young ones not, and those of unknown age last', async () => {
	callSince(12, '0151111111', '106');
	callSince(2, '0152222222', '107');
	callSince(45, '0153333333', '109');
	environment.simulator.pbx.startCall({ direction: 'internal', from: '101', to: '102' });

	expect(await shownByManualRun()).toEqual([
		{
			minutes: 45,
			direction: 'inbound',
			state: 'talking',
			extensions: ['109 Zoë & Søn <Lager>'],
			outside: '0153333333',
		},
		{
			minutes: 12,
			direction: 'inbound',
			state: 'talking',
			extensions: ['106 Alice'],
			outside: '0151111111',
		},
		{
			minutes: 'unknown',
			direction: 'internal',
			state: 'talking',
			extensions: ['101 Sarah', '102 Tom'],
		},
	]);
});

test('without any call the board is sent an empty list', async () => {
	expect(await shownByManualRun()).toEqual([]);
});

test('on its schedule, the board follows the calls and is cleared when they are over', async () => {
	callSince(30, '0151111111', '106');
	await activateWorkflow(environment.session, workflow);

	const full = await poll(30_000, () => board.bodies().find((body) => body.includes('0151111111')));
	expect(shown(full)).toEqual([
		expect.objectContaining({ minutes: 30, extensions: ['106 Alice'] }),
	]);
	environment.simulator.pbx.dropEverything();
	board.requests.length = 0;

	const cleared = await poll(30_000, () =>
		board.bodies().find((body) => !body.includes('0151111111')),
	);
	expect(shown(cleared)).toEqual([]);
});
