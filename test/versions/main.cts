import { markdownTable } from '../../tools/asterisk/report/markdown.cts';
import { stopOwnProcesses } from '../../tools/n8n/process/ownProcess.cts';
import { refusalStep, smoke, type VersionResult } from './smoke.cts';
import { steps } from './steps.cts';
import { testedVersions } from './versions.cts';

const usage = `The package in several versions of n8n, each installed into the cache at its first use (about 4 minutes).

  npm run test:versions [-- VERSION ...]

Without a version: ${testedVersions.join(', ')}.
`;

function print(line: string): void {
	process.stdout.write(`${line}\n`);
}

async function main(args: string[]): Promise<void> {
	if (args.some((one) => !/^\d+\.\d+\.\d+$/.test(one))) {
		print(usage);
		process.exitCode = 2;
		return;
	}
	for (const signal of ['SIGINT', 'SIGTERM'] as const)
		process.once(signal, () => process.exit(130));
	const results: VersionResult[] = [];
	for (const version of args.length > 0 ? args : testedVersions) {
		print(`\nn8n ${version}`);
		results.push(await smoke(version, print));
	}
	await stopOwnProcesses();
	print(`\n${markdownTable(rowsOf(results))}`);
	const outcomes = results.flatMap((one) => [...one.outcomes.values()]);
	const passed = outcomes.filter(({ ok }) => ok).length;
	print(`${passed} passed, ${outcomes.length - passed} failed`);
	process.exitCode = passed < outcomes.length || passed === 0 ? 1 : 0;
}

function rowsOf(results: readonly VersionResult[]): string[][] {
	const names = [...steps.map(({ name }) => name), refusalStep];
	return [
		['n8n', 'Node', ...names],
		...results.map(({ n8n, node, outcomes }) => [
			n8n,
			node,
			...names.map((name) => {
				const outcome = outcomes.get(name) ?? outcomes.get('n8n runs');
				if (outcome === undefined) return '–';
				return outcome.ok ? 'ok' : '**failed**';
			}),
		]),
	];
}

void main(process.argv.slice(2));
