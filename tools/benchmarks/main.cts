import { stopOwnProcesses } from '../n8n/process/ownProcess.cts';
import { type BenchmarkSettings, readOptions, usage, type PartName } from './options.cts';
import { measureCost } from './cost/cost.cts';
import { measureEvents } from './events/events.cts';
import { measureGrowth } from './growth/growth.cts';
import { measureLatency } from './latency/latency.cts';
import { measureQueue } from './queue/queue.cts';
import { measureReaders } from './readers/readers.cts';
import { circumstances } from './results/circumstances.cts';
import { writeDocument } from './results/document.cts';
import { readResults, writeResults, type Results } from './results/results.cts';
import { summaryRows } from './results/summary.cts';
import { textTable } from './results/words.cts';
import { measureSupervision } from './supervision/supervision.cts';
import { measureThroughput } from './throughput/throughput.cts';
import { measureWeight } from './weight/weight.cts';

const log = (line: string) => console.log(line);

async function main(): Promise<number> {
	const options = readOptions(process.argv.slice(2));
	if (options === undefined) {
		log(usage);
		return 2;
	}
	const { parts, rounds } = options;
	const failed: PartName[] = [];
	for (const part of parts) {
		const begun = Date.now();
		try {
			const measured = await measure(part, { rounds, log });
			writeResults({ ...readResults(), ...measured });
			log(`${part}: ${Math.round((Date.now() - begun) / 1_000)} s`);
		} catch (error) {
			console.error(error);
			failed.push(part);
		} finally {
			await stopOwnProcesses();
		}
	}
	const results = readResults();
	writeDocument(results);
	log(`\n${textTable(summaryRows(results))}\n\nWritten: docs/benchmarks.md`);
	if (failed.length === 0) return 0;
	console.error(
		`NOT MEASURED, see above: ${failed.join(', ')}. The page shows what was measured before.`,
	);
	return 1;
}

async function measure(part: PartName, bench: BenchmarkSettings): Promise<Results> {
	const about = await circumstances(bench.rounds);
	switch (part) {
		case 'throughput':
			return { throughput: { ...about, ...(await measureThroughput(bench)) } };
		case 'cost':
			return { cost: { ...about, ...(await measureCost(bench)) } };
		case 'queue':
			return { queue: { ...about, ...(await measureQueue(bench)) } };
		case 'latency':
			return { latency: { ...about, ...(await measureLatency(bench)) } };
		case 'supervision':
			return { supervision: { ...about, ...(await measureSupervision(bench)) } };
		case 'events':
			return { events: { ...about, ...(await measureEvents(bench)) } };
		case 'growth':
			return { growth: { ...about, ...(await measureGrowth(bench)) } };
		case 'readers':
			return { readers: { ...about, ...measureReaders(bench) } };
		case 'weight':
			return { weight: { ...about, ...(await measureWeight(bench)) } };
	}
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.once(signal, () => void stopOwnProcesses().finally(() => process.exit(130)));
}

main().then(
	(status) => {
		process.exitCode = status;
	},
	(error: unknown) => {
		console.error(error);
		process.exitCode = 1;
	},
);
