import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { Bench, type BenchOptions } from './bench.cts';
import { Missing } from './installation/missing.cts';
import { type Subject, subjects } from './monitoring/subjects.cts';
import { Console } from './report/console.cts';
import { levelsTable } from './report/markdown.cts';
import { play } from './scenarios/play.cts';
import { scenarios } from './scenarios/scenarios.cts';

const usage = `Proves on a real Asterisk with real phones who hears whom.

  npm run test:pbx -- [--under-test NAME] [--table FILE] [--ear HOW] [--keep]

  --under-test   ${Object.keys(subjects).join(', ')}; may be given several times (all when not given)
  --table FILE   writes the measured levels as Markdown into FILE
  --ear          capture: RTP on the loopback interface (needs root);
                 recordings: what the phones write down;
                 best: capture where it is possible, else recordings (when not given)
  --keep         keeps the run's folder with configuration, logs and capture
`;

interface Order {
	subjects: Subject[];
	ear: BenchOptions['ear'];
	table: string | undefined;
	folder: 'keepFolder' | 'removeFolder';
}

const say = (line: string) => console.log(line);

async function main(): Promise<number> {
	const order = readOrder();
	if (order === undefined) {
		say(usage);
		return 2;
	}
	const bench = await Bench.open({ say, ear: order.ear });
	const interrupted = () => void bench.close().finally(() => process.exit(130));
	process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
	try {
		return (await prove(bench, order)) ? 0 : 1;
	} finally {
		await bench.close(order.folder);
		if (order.folder === 'keepFolder') console.error(`The run's files are in ${bench.folder}`);
	}
}

async function prove(bench: Bench, { subjects: chosen, table }: Order): Promise<boolean> {
	const { installation, listensTo, ports } = bench;
	const { versions } = installation;
	say(`${versions.asterisk}, phones: ${versions.phones}, ports from ${ports.base} on`);
	say(`Levels in dBFS from ${listensTo}`);

	const told = new Console(say);
	const tables: string[] = [];
	for (const subject of chosen) {
		const underTest = await subject(bench);
		const findings = await told.during(underTest.name, (audience) =>
			play(bench, underTest, scenarios, audience),
		);
		tables.push(levelsTable({ underTest: underTest.name, listensTo, versions, findings }));
	}
	if (table !== undefined) writeFileSync(table, tables.join('\n'));
	return told.close();
}

function readOrder(): Order | undefined {
	const { values } = parseArgs({
		options: {
			'under-test': { type: 'string', multiple: true, default: Object.keys(subjects) },
			table: { type: 'string' },
			ear: { type: 'string', default: 'best' },
			keep: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	});
	const { table, ear, keep, help } = values;
	const names = values['under-test'];
	const chosen = names.flatMap((name) => subjects[name] ?? []);
	if (help || !isEar(ear) || chosen.length !== names.length) return undefined;
	return { subjects: chosen, table, ear, folder: keep ? 'keepFolder' : 'removeFolder' };
}

function isEar(word: string): word is BenchOptions['ear'] {
	return ['capture', 'recordings', 'best'].includes(word);
}

main().then(
	(status) => {
		process.exitCode = status;
	},
	(error: unknown) => {
		console.error(error instanceof Missing ? missing(error) : error);
		process.exitCode = 1;
	},
);

function missing({ message, remedy }: Missing): string {
	return `\nTHE BENCH CANNOT RUN ON THIS MACHINE, so nothing was proven.\n  ${message}\n  ${remedy}\n`;
}
