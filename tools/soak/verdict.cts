import type { OrderedPbx } from './orderedPbx.cts';
import { type SentReport, wasAnswered } from './reports.cts';
import type { AskedWhisper, Heard } from './whispers.cts';

/** A rule, how many cases it was applied to, and those that broke it. */
export interface Verdict {
	rule: string;
	cases: number;
	broken: string[];
}

export function judgeReports(
	sent: readonly SentReport[],
	executed: ReadonlyMap<string, number>,
	/** Executions that n8n's own end cut short: it answers a report before it executes the workflow. */
	endedWithN8n: number,
): Verdict[] {
	const answered = sent.filter(wasAnswered);
	const others = sent.filter((report) => !wasAnswered(report));
	const times = ({ callId }: SentReport) => executed.get(callId) ?? 0;
	const notOnce = answered.filter((one) => times(one) !== 1);
	const cutShort = notOnce.filter((one) => times(one) === 0).slice(0, endedWithN8n);
	return [
		{
			rule: `a report that n8n answered with 200 is executed exactly once (${cutShort.length} were being executed when n8n was ended)`,
			cases: answered.length,
			broken: notOnce
				.filter((one) => !cutShort.includes(one))
				.map((one) => described(one, times(one))),
		},
		{
			rule: 'a report without an answer is executed once at most',
			cases: others.length,
			broken: others.filter((one) => times(one) > 1).map((one) => described(one, times(one))),
		},
	];
}

function described({ callId, deliveries }: SentReport, times: number): string {
	return `${callId} executed ${times} times, answers: ${JSON.stringify(deliveries.map(({ outcomes }) => outcomes))}`;
}

/** How many orders the PBX may have carried out, by what the caller heard. */
const allowed: Record<Heard, readonly number[]> = {
	accepted: [1],
	'may have acted': [0, 1],
	'not done': [0],
	nothing: [0, 1],
};

const rules: Record<Heard, string> = {
	accepted: 'a whisper that was accepted is one order',
	'may have acted': 'a whisper that may have acted is one order at most',
	'not done': 'a whisper that was refused is no order',
	nothing: 'a whisper without an answer (n8n restarted) is one order at most',
};

export function judgeWhispers(asked: readonly AskedWhisper[], pbx: OrderedPbx): Verdict[] {
	return (Object.keys(allowed) as Heard[]).map((heard) => {
		const cases = asked.filter((one) => one.heard === heard);
		const broken = cases
			.map(({ supervisor }) => ({ supervisor, orders: pbx.ordersFor(supervisor) }))
			.filter(({ orders }) => !allowed[heard].includes(orders))
			.map(({ supervisor, orders }) => `${supervisor}: ${orders} orders`);
		return { rule: rules[heard], cases: cases.length, broken };
	});
}
