import type { Delivery } from '../../simulator/reports/outbox.cts';
import type { OrderedPbx } from './orderedPbx.cts';
import type { Random } from './random.cts';

/** One event on the phones, and how it was sent; not at all while the PBX knows no address. */
export interface SentReport {
	callId: string;
	deliveries: readonly Delivery[];
}

const begun = 1_700_000_000;

/** Two copies for each of several sessions: a sign-in whose reply was lost is one to the PBX. */
const maxDeliveries = 20;

/** Sends the record of a call that has just ended; every fifth report is sent twice. */
export function sendReport({ api }: OrderedPbx, number: number, random: Random): SentReport {
	const callId = `${begun + number}.${number}`;
	const party = { stage: 'up', holding: false, muted: false } as const;
	const from = `0151${String(number).padStart(6, '0')}`;
	api.switches.reportCopies = random.chance(0.2) ? 'two' : 'one';
	api.report({
		what: 'record',
		call: {
			id: callId,
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
	const deliveries = api.deliveries
		.slice(-maxDeliveries)
		.filter(({ body }) => body.includes(callId));
	return { callId, deliveries };
}

export function wasAnswered({ deliveries }: SentReport): boolean {
	return deliveries.some(({ outcomes }) => outcomes.includes(200));
}

export function isOnItsWay({ deliveries }: SentReport): boolean {
	return deliveries.some(({ outcomes }) => outcomes.length === 0);
}
