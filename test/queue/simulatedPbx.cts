import { startSimulator, type Simulator } from '../../simulator/simulator.cts';
import { createPbxCredential } from '../../tools/n8n/api/pbxCredential.cts';
import { until } from '../../tools/poll.cts';
import type { Cluster } from './cluster.cts';

export const customer = '0151234567';

/** A PBX of its own for each case, and a credential that nobody has used. */
export async function newPbx({ session }: Cluster) {
	const simulator = await startSimulator();
	simulator.pbx.dropEverything();
	const { url, account } = simulator;
	const credential = await createPbxCredential(session, url, { baseUrl: url, ...account });
	return { simulator, credential };
}

/** Orders to whisper that the PBX carried out. */
export function whispersOf({ journal }: Simulator): number {
	return journal.filter(
		({ endpoint, outcome }) => endpoint === 'extension/whisper' && outcome.startsWith('Success'),
	).length;
}

function heartbeats({ journal }: Simulator): number {
	return journal.filter(
		({ endpoint, outcome }) => endpoint === 'heartbeat' && outcome === 'Success',
	).length;
}

/** Waits until the trigger has named its address so many times more, and n8n serves it. */
export async function moreHeartbeats(simulator: Simulator, count: number): Promise<void> {
	const wanted = heartbeats(simulator) + count;
	await until(`${count} heartbeats`, 60_000, () =>
		heartbeats(simulator) >= wanted ? true : undefined,
	);
	const address = simulator.journal.flatMap(({ fields }) => fields['url'] ?? []).at(-1);
	await until('the webhook of the trigger', 30_000, async () => {
		const reply = await fetch(`http://${address}`, { method: 'POST', body: '{}' });
		return reply.status === 200 ? true : undefined;
	});
}

/** The record of a call that has just ended; its number makes it different from all others. */
export function reportRecord(simulator: Simulator, number: number): void {
	const party = { stage: 'up', holding: false, muted: false } as const;
	const from = `0151${String(number).padStart(6, '0')}`;
	simulator.report({
		what: 'record',
		call: {
			id: `${1_700_000_000 + number}.${number}`,
			direction: 'inbound',
			from,
			to: '106',
			trunk: 'to-18-16-2',
			caller: { ...party, channel: 'PJSIP/to-18-16-2-1', kind: 'outside', number: from },
			callee: { ...party, channel: 'PJSIP/106-2', kind: 'extension', number: '106' },
		},
		startedAt: Date.now(),
		endedAt: Date.now(),
	});
}
