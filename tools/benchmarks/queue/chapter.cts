import { markdownTable } from '../../asterisk/report/markdown.cts';
import { circumstancesLine } from '../results/circumstances.cts';
import { spreadOf } from '../results/statistics.cts';
import type { Queue } from './queue.cts';

export function queueChapter(measured: Queue): string {
	return `## Two workers

An n8n in queue mode with Redis and two workers of five executions each, all on this machine: ${measured.executions} webhook
calls, one every ${measured.interval} ms, each an execution of its own with one whisper; three times with the same credential, in each round
with another PBX. Counted by the PBX. The database is SQLite, which is enough to count; who runs workers has
PostgreSQL. ${spoiltRounds(measured)}

${circumstancesLine(measured)}

${markdownTable(queueRows(measured))}
- The session is stored in the credential, so the workers share it. Nothing but that store connects them: workers that need
  a session in the same moment may sign in once each.
- A request whose token the PBX refused did nothing; it is the only one that is sent again. No whisper was given twice.
`;
}

export function signInsOf({ waves }: Queue): number[][] {
	return waves.map(({ rounds }) => rounds.map(({ traffic }) => traffic.signIns));
}

function spoiltRounds({ spoilt }: Queue): string {
	if (spoilt === 0) return 'No execution failed.';
	return `SQLite refused n8n's own writing in ${spoilt} more round${spoilt === 1 ? '' : 's'}, which are not counted.`;
}

function queueRows({ waves }: Queue): string[][] {
	return [
		['the workers find', 'sign-ins', 'requests per whisper', 'executions of each worker'],
		...waves.map(({ name, rounds }) => [
			name,
			leastToMost(rounds.map(({ traffic }) => traffic.signIns)),
			leastToMost(
				rounds.map(
					({ traffic: { requests, signIns, whispers } }) => (requests - signIns) / whispers,
				),
				2,
			),
			leastToMost(rounds.flatMap(({ byWorker }) => byWorker)),
		]),
	];
}

function leastToMost(values: readonly number[], digits = 0): string {
	const { least, most } = spreadOf(values);
	const [from, to] = [least.toFixed(digits), most.toFixed(digits)];
	return from === to ? from : `${from} – ${to}`;
}
