import { withOwnedN8n } from '../n8n/ownedN8n.cts';
import { stopOwnProcesses } from '../n8n/process/ownProcess.cts';
import { readOptions, usage, type SoakOptions } from './options.cts';
import { openOrderedPbx } from './orderedPbx.cts';
import { countByStatus, endedWithN8n, executedRecords } from './readBack.cts';
import { type Course, runSoak } from './soak.cts';
import { judgeReports, judgeWhispers, type Verdict } from './verdict.cts';

function print(line: string): void {
	process.stdout.write(`${line}\n`);
}

async function main(args: string[]): Promise<void> {
	const options = readOptions(args);
	if (options === undefined) {
		print(usage);
		process.exitCode = 2;
		return;
	}
	for (const signal of ['SIGINT', 'SIGTERM'] as const)
		process.once(signal, () => process.exit(130));
	print(`Seed ${options.seed}, ${options.minutes} minutes, ${options.executions} executions`);
	const verdicts = await soak(options);
	await stopOwnProcesses();
	for (const { rule, cases, broken } of verdicts) {
		print(`${broken.length === 0 ? 'ok    ' : 'FAILED'} ${cases} x ${rule}`);
		for (const one of broken.slice(0, 10)) print(`         ${one}`);
	}
	const failed = verdicts.reduce((sum, { broken }) => sum + broken.length, 0);
	const cases = verdicts.reduce((sum, one) => sum + one.cases, 0);
	print(`${cases - failed} passed, ${failed} failed`);
	process.exitCode = failed > 0 || cases === 0 ? 1 : 0;
}

async function soak(options: SoakOptions): Promise<Verdict[]> {
	const pbx = await openOrderedPbx();
	try {
		return await withOwnedN8n(
			print,
			async (owned) => {
				const course = await runSoak(owned, pbx, options, print);
				print('Reading every execution of the trigger …');
				const executed = await executedRecords(owned.session, course.trigger);
				const statuses = await Promise.all(
					[course.trigger, course.whispering].map((one) => countByStatus(owned.session, one)),
				);
				report(course, statuses);
				print(`  sign-ins ${JSON.stringify(pbx.api.counters.signIns)}`);
				const cutShort = await endedWithN8n(owned.session, course.trigger, course.n8nEndedAtMs);
				return [
					...judgeReports(course.sent, executed, cutShort),
					...judgeWhispers(course.asked, pbx),
				];
			},
			{ shutdownSeconds: 60 },
		);
	} finally {
		await pbx.api.close();
	}
}

function report(
	{ sent, asked, faults, pbxRestarts, n8nEndedAtMs, lives }: Course,
	[trigger, whispering]: ReadonlyMap<string, number>[],
): void {
	const unsent = sent.filter(({ deliveries }) => deliveries.length === 0).length;
	const again = sent.filter(({ deliveries }) => deliveries.length > 1).length;
	const text = (counts: ReadonlyMap<string, number> = new Map()) =>
		[...counts].map(([status, count]) => `${count} ${status}`).join(', ');
	print(
		`\n${sent.length} events on the phones: ${unsent} while the PBX knew no address, ${again} sent more than once`,
	);
	print(`  executions of the trigger: ${text(trigger)}`);
	print(`${asked.length} whispers; executions: ${text(whispering)}`);
	print(`${faults} faults, ${pbxRestarts} restarts of the PBX, ${n8nEndedAtMs.length} of n8n`);
	const memory = lives.map(({ from, to }) => `${from} → ${to}`).join(', ');
	print(`  memory of n8n in MiB, in each of its lives: ${memory}`);
}

void main(process.argv.slice(2));
