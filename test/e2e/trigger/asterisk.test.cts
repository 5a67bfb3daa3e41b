import { readFileSync } from 'node:fs';
import { z } from 'zod';

import { prove } from '../../../tools/asterisk/audio/verdict.cts';
import { Bench } from '../../../tools/asterisk/bench.cts';
import { createAsteriskCredential } from '../../../tools/proof/asteriskCredential.cts';
import { bareTrigger, triggerNode } from '../../../tools/n8n/api/bareTrigger.cts';
import type { CredentialRef } from '../../../tools/n8n/api/credentials.cts';
import {
	executionsOf,
	newestExecution,
	readExecution,
} from '../../../tools/n8n/api/executions.cts';
import { activateWorkflow, type WorkflowFile } from '../../../tools/n8n/api/workflows.cts';
import { poll } from '../../../tools/poll.cts';
import '../setup/environment.cts';
import { activationError, countExecutions, imports, removeTriggers } from './triggerWorkflow.cts';

const minute = 60_000;
let bench: Bench;
let credential: CredentialRef;

jest.setTimeout(5 * minute);
beforeAll(async () => {
	bench = await Bench.open({ audioCapture: 'recordings' });
	credential = await createAsteriskCredential(environment.session, 'Real Asterisk', bench);
}, 5 * minute);
afterEach(async () => {
	await removeTriggers();
	await bench.hangUpAll();
});
afterAll(() => bench.close());

const answered = { family: 'asterisk', events: ['callAnswered'], filters: {}, options: {} };

/** A customer calls an agent; the supervisor whispers as soon as the agent has answered. */
function whisperWhenAnswered(name: string): WorkflowFile {
	const workflow = bareTrigger(name, {
		...answered,
		filters: { directions: ['inbound'], otherParty: '0151*' },
	});
	const [trigger] = workflow.nodes;
	return {
		...workflow,
		nodes: [
			...(trigger ? [trigger] : []),
			{
				id: 'whisper',
				name: 'Whisper',
				type: 'n8n-nodes-pbx.pbx',
				typeVersion: 1,
				position: [260, 0],
				parameters: {
					resource: 'monitoring',
					operation: 'whisper',
					supervisorExtension: { __rl: true, mode: 'number', value: '1001' },
					monitoredExtension: { __rl: true, mode: 'number', value: '={{ $json.to }}' },
					options: {},
				},
				credentials: { pbxApi: {} },
			},
		],
		connections: { [triggerNode]: { main: [[{ node: 'Whisper', type: 'main', index: 0 }]] } },
	};
}

/** The customer calls again as long as n8n, or its session with the PBX, is only starting. */
async function customerIsCoached(): Promise<void> {
	const since = bench.amiObserver.now();
	const whispers = await poll(minute, async () => {
		await bench.hangUpAll();
		await bench.phone('D').dialFromOutside('1002');
		const spying = () => bench.amiObserver.events({ event: 'ChanSpyStart' }, since)[0];
		return await poll(10_000, spying);
	});
	expect(whispers).toBeDefined();
	const levels = await bench.measure(2_000);
	const roles = { supervisor: 'A', agent: 'B', customer: 'D' } as const;
	expect(prove(levels, 'whisper', roles).verdict.wrong).toEqual([]);
	await bench.hangUpAll();
}

test('an answered call brings the supervisor in, heard on the phones; also after restarts of n8n and the PBX', async () => {
	const workflow = await imports(whisperWhenAnswered('Coach'), credential);
	await activateWorkflow(environment.session, workflow);
	await customerIsCoached();
	const { status } = await newestExecution(environment.session, workflow);
	expect(status).toBe('success');

	// A call between extensions is none of a customer.
	const before = await countExecutions(workflow);
	await bench.call('B', 'C');
	await bench.hangUpAll();
	await environment.n8n.restart();
	expect(await countExecutions(workflow)).toBe(before);
	await customerIsCoached();

	await bench.restartPbx();
	await customerIsCoached();
	expect(readFileSync(environment.n8n.logFile, 'utf8')).not.toContain('No webhook path');
});

test('a test listen gives the first wanted event, although the PBX calls no webhook', async () => {
	const workflow = await imports(bareTrigger('Listen at Asterisk', answered), credential);
	const since = bench.amiObserver.now();
	const { executionId } = await environment.session.post(
		`/rest/workflows/${workflow.id}/run`,
		{ triggerToStartFrom: { name: triggerNode } },
		z.object({ executionId: z.string() }),
	);
	// The first request of every listener once its session is open.
	const probe = { event: 'DeviceStateChange', device: 'Custom:n8n-events' };
	await bench.amiObserver.event(probe, since, minute);
	const over = await poll(minute, async () => {
		await bench.hangUpAll();
		await bench.call('B', 'C');
		const all = await executionsOf(environment.session, workflow);
		return all.find(({ id, status }) => id === executionId && status === 'success');
	});
	expect(over).toBeDefined();
	const execution = await readExecution(environment.session, executionId);
	expect(execution.outputs('Event')?.[0]?.[0]?.json).toMatchObject({
		event: 'callAnswered',
		from: '1002',
		to: '1003',
	});
});

test('a manager user without the right to see calls is refused when the workflow is published', async () => {
	const { noEvents } = Bench.users;
	const blind = await createAsteriskCredential(environment.session, 'Blind', bench, noEvents);
	const workflow = await imports(bareTrigger('Blind', answered), blind);
	expect(await activationError(workflow)).toContain('may not see the events of calls');
});
