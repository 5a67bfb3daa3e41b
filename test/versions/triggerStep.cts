import { equal, ok } from 'node:assert/strict';
import { bareTrigger } from '../../tools/n8n/api/bareTrigger.cts';
import { countExecutions, newestExecution } from '../../tools/n8n/api/executions.cts';
import {
	activateWorkflow,
	createWorkflow,
	deactivateWorkflow,
	withCredential,
} from '../../tools/n8n/api/workflows.cts';
import { until } from '../../tools/poll.cts';
import type { Office } from './office.cts';

const customer = '0151234567';
const patienceMs = 30_000;

/** Activated, reported to once, executed once; deactivated, and the PBX reports there no more. */
export async function triggerStep({ session, simulator, credential }: Office): Promise<void> {
	const parameters = { events: ['callAnswered'], filters: {}, options: { heartbeatInterval: 1 } };
	const file = withCredential(bareTrigger('Smoke', parameters), credential);
	const workflow = await createWorkflow(session, file);
	await activateWorkflow(session, workflow);
	const address = await until('the registration', patienceMs, () => registeredIn(simulator));
	await until('the webhook', patienceMs, async () => {
		const reply = await fetch(`http://${address}`, { method: 'POST', body: '{}' });
		return reply.status === 200 ? true : undefined;
	});
	const { length } = simulator.journal;
	await until('two heartbeats', patienceMs, () =>
		simulator.journal.slice(length).filter(isAddress).length >= 2 ? true : undefined,
	);

	simulator.pbx.startCall({
		direction: 'inbound',
		from: customer,
		to: '106',
		answered: 'ringing',
	});
	simulator.pbx.pickUp('106');
	await simulator.allReported();
	const { status, outputs } = await newestExecution(session, workflow);
	equal(status, 'success');
	equal(outputs('Event')?.[0]?.[0]?.json['otherParty'], customer);
	equal(await countExecutions(session, workflow), 1);

	await deactivateWorkflow(session, workflow);
	await until('the release of the address', patienceMs, () => {
		const last = simulator.journal.at(-1);
		return last?.endpoint === 'heartbeat' && last.fields['url'] === undefined ? true : undefined;
	});
	simulator.pbx.dropEverything();
	ok(!simulator.deliveries.some(({ outcomes }) => outcomes.includes(404)));
}

type Entry = Office['simulator']['journal'][number];

function isAddress({ endpoint, outcome, fields }: Entry): boolean {
	return endpoint === 'heartbeat' && outcome === 'Success' && fields['url'] !== undefined;
}

function registeredIn(simulator: Office['simulator']): string | undefined {
	return simulator.journal.filter(isAddress).at(-1)?.fields['url'];
}
