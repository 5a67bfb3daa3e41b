import { markdownTable } from '../../asterisk/report/markdown.cts';
import { circumstancesLine } from '../results/circumstances.cts';
import { median, quantile } from '../results/statistics.cts';
import { short, whole } from '../results/words.cts';
import { pauseSeconds } from './pollingLoop.cts';
import { ownName, type Supervision } from './supervision.cts';

export function supervisionChapter(measured: Supervision): string {
	return `## Supervision

Executions that wait at once, each for the call of another agent, on one PBX with the same credential. Counted for
ten seconds in which nothing happens; then the agents answer one after the other, within about ten seconds, and the
time is that from the answer until the PBX has the whisper order. The other workflow is what a user builds without the PBX
node: it queries the agent's extension, whispers if that is in a call, otherwise waits ${pauseSeconds} s and queries again.

${circumstancesLine(measured)}

${markdownTable(supervisionRows(measured))}
- Executions that wait with the same credential share one query, whichever of them began first: with more of them, the PBX
  gets no more requests. A query follows 0.5 s after an execution began to wait, and later every second.
- In queue mode each worker has a query of its own.
`;
}

/** Requests a second, and how long the order takes, of so many executions that wait with the PBX node. */
export function waitingOf({ rivals }: Supervision, waiting: number) {
	const own = rivals.find(({ name }) => name === ownName);
	return own?.situations.find((one) => one.waiting === waiting);
}

function supervisionRows({ rivals }: Supervision): string[][] {
	return [
		['executions that wait', 'requests a second', 'answer to whisper order: p50 / p95 ms'],
		...rivals.flatMap(({ name, situations }) =>
			situations.map(({ waiting, requestsPerSecond, milliseconds }) => [
				`${whole(waiting)}, ${name}`,
				short(median(requestsPerSecond)),
				[0.5, 0.95].map((share) => short(quantile(milliseconds.flat(), share))).join(' / '),
			]),
		),
	];
}
