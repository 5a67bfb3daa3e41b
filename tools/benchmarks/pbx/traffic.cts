import { z } from 'zod';
import type { ManualApi } from '../../../simulator/manualApi.cts';

/** What the PBX has been given to do. */
export const trafficShape = z.object({
	whispers: z.number(),
	requests: z.number(),
	signIns: z.number(),
	connections: z.number(),
	tlsHandshakes: z.number(),
});

export type Traffic = z.infer<typeof trafficShape>;

export interface WatchedPbx extends Pick<ManualApi, 'counters' | 'journal' | 'resetCounters'> {
	/** What its API calls a whisper; as the manual's does when absent. */
	order?: string;
}

/** The traffic during some work. All its whispers must have been accepted, and so many there must be. */
export async function trafficOf(
	pbx: WatchedPbx,
	whispers: number,
	work: () => Promise<void>,
): Promise<Traffic> {
	const { order = 'extension/whisper' } = pbx;
	pbx.resetCounters();
	pbx.journal.length = 0;
	await work();
	const accepted = pbx.journal.filter(
		({ endpoint, outcome }) => endpoint === order && outcome === 'Success',
	).length;
	if (accepted !== whispers)
		throw new Error(`The PBX accepted ${accepted} whispers, not ${whispers}.`);
	const { requests, signIns, connections, tlsConnections } = pbx.counters;
	return {
		whispers,
		requests: Object.values(requests).reduce((sum, count) => sum + count, 0),
		signIns: signIns.accepted + signIns.refused,
		connections,
		tlsHandshakes: tlsConnections,
	};
}

export function totalOf(all: readonly Traffic[]): Traffic {
	const sum = (part: keyof Traffic) => all.reduce((total, one) => total + one[part], 0);
	return {
		whispers: sum('whispers'),
		requests: sum('requests'),
		signIns: sum('signIns'),
		connections: sum('connections'),
		tlsHandshakes: sum('tlsHandshakes'),
	};
}
