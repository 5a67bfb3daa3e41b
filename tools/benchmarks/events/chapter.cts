import { markdownTable } from '../../asterisk/report/markdown.cts';
import { circumstancesLine } from '../results/circumstances.cts';
import { median, quantile } from '../results/statistics.cts';
import { milliseconds, short, times, whole } from '../results/words.cts';
import type { AsteriskEvents } from './asterisk.cts';
import { triggerName, webhookName, type Events } from './events.cts';

export function eventsChapter(measured: Events): string {
	return `## Events

Reports of calls that have ended, sent by the bench as a PBX does, each over a connection of its own. ${whole(measured.reports)} that are
wanted, ten on their way at the same time: how many a second start an execution, until the last is answered. The same of
reports that are not wanted: the trigger drops them, and behind the Webhook node a Filter node ends the execution. Then
one report every 100 ms: the time from its sending until n8n says that its execution began. Last, ${measured.burstOf} reports in one moment,
until all are answered. Both workflows end in a No Operation node and answer at once.

${circumstancesLine(measured)}

${markdownTable(eventsRows(measured))}
The trigger starts ${times(startedRatio(measured))} as many executions a second as the Webhook node. Reports that were wanted, and executions that they
started, with all bursts: ${measured.receivers.map(({ name, sent, started }) => `${whole(sent)} and ${whole(started)} (${name})`).join(', ')}.

What the trigger takes longer is n8n's: before a node gets a request, n8n 2.41 sets up an isolate for expressions, and another one
for the execution. It leaves out the first one for its own Webhook node only, whatever another node evaluates. Of the CPU time of a
wanted report this isolate took two fifths, and three expressions that n8n evaluates in it a twelfth; in an n8n that was changed to do without
both, the trigger took no more than the Webhook node. Our own code took 1 to 2 ms on a busy machine, and a report costs neither
a look at the credential nor a write of static data.
What to set in n8n: [docs/events.md](events.md#load-and-what-can-be-lost).
${processesParagraph(measured)}${measured.asterisk ? pollChapter(measured, measured.asterisk) : ''}`;
}

/** In queue mode, with webhook processes of their own. */
function processesParagraph({ webhookProcesses = [] }: Events): string {
	if (webhookProcesses.length === 0) return '';
	return `
In queue mode (PostgreSQL, Redis, one worker, all on this machine), where webhook processes answer the reports and the
worker executes; 200 reports, ten on their way at the same time. Here the isolate of the trigger's request is nearly all that
a webhook process does; the last rows are those of an n8n without isolates (\`N8N_EXPRESSION_ENGINE=legacy\`).

${markdownTable([
	['a workflow that begins with', 'webhook processes', 'isolates', 'executions started a second'],
	...webhookProcesses.map(({ name, engine, processes, startedPerSecond }) => [
		name,
		String(processes),
		engine === 'vm' ? 'yes' : 'no',
		milliseconds(startedPerSecond),
	]),
])}`;
}

function pollChapter(measured: Events, { asterisk, answers, burst }: AsteriskEvents): string {
	const within = milliseconds(burst.within);
	return `
### Events that n8n asks for

Asterisk sends no reports: n8n asks it with a long poll, at most once every 100 ms. A real ${asterisk.replace(/\+.*/, '')} with
softphones, on the same machine and with the same n8n. First ${answers.calls} calls between two phones in a round, ${whole(median(answers.perMinute))} a minute, each
answered after it has rung for 150 to 250 ms: the time from the moment when another manager connection is notified of the
answer until the execution begins.
Then ${burst.burstOf} calls that one order ends, all within ${within} ms: the time until the last of their executions begins. They are ${burst.burstOf / 2}
calls of the PBX to itself through a trunk, put up beforehand; each end is a call to it, and no phone takes part.
OpenVox is as above: the time from the sending of a report, and a burst until all are answered.

${markdownTable(pollRows(measured, { asterisk, answers, burst }))}
${fate('calls that were answered', answers)} ${fate('calls that ended at once', burst)} When an execution began is what n8n stores as its
\`startedAt\`, in whole milliseconds: taken when it marks the execution as running, before the first node. The moment of
the event is taken in whole milliseconds too, by the bench, with the same clock.
`;
}

function fate(
	calls: string,
	{ events, lost, repeated }: AsteriskEvents['burst' | 'answers'],
): string {
	const twice =
		repeated === 0 ? 'none started two' : `there were **${whole(repeated)} executions too many**`;
	const without = lost === 0 ? 'none was lost' : `**${whole(lost)} started no execution**`;
	return `Of ${whole(events)} ${calls}, ${without} and ${twice}.`;
}

function pollRows({ receivers }: Events, { answers, burst }: AsteriskEvents): string[][] {
	const own = receivers.find(({ name }) => name === triggerName);
	return [
		['PBX Trigger', 'event to execution: p50 / p95 ms', `burst of ${burst.burstOf}: ms`],
		...(own ? [['OpenVox, a webhook', p50AndP95(own.lag), milliseconds(own.burst)]] : []),
		['Asterisk, a long poll', p50AndP95(answers.lag), milliseconds(burst.untilLast)],
	];
}

function p50AndP95(lag: readonly (readonly number[])[]): string {
	const all = lag.flat();
	// Where every event was lost.
	if (all.length === 0) return 'none';
	return [0.5, 0.95].map((share) => short(quantile(all, share))).join(' / ');
}

/** How many times as many executions a second as n8n's own Webhook node. */
export function startedRatio({ receivers }: Events): number {
	const [own, rival] = [triggerName, webhookName].map((wanted) =>
		median(receivers.find(({ name }) => name === wanted)?.startedPerSecond ?? []),
	);
	return (own ?? 0) / (rival ?? 1);
}

function eventsRows({ receivers }: Events): string[][] {
	return [
		[
			'a workflow that begins with',
			'executions started a second',
			'unwanted reports a second',
			'report to execution: p50 / p95 ms',
			'burst: ms',
		],
		...receivers.map(({ name, startedPerSecond, unwantedPerSecond, lag, burst }) => [
			name,
			whole(median(startedPerSecond)),
			whole(median(unwantedPerSecond)),
			p50AndP95(lag),
			milliseconds(burst),
		]),
	];
}
