import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { Bench } from '../asterisk/bench.cts';
import { MissingPrerequisite } from '../asterisk/installation/machine.cts';
import { ConsoleReporter } from '../asterisk/report/console.cts';
import { checkoutFolder } from '../folders.cts';
import { stopOwnProcesses } from '../n8n/process/ownProcess.cts';
import { proofDocument } from './document.cts';
import { readOptions, usage, type ProofOptions } from './options.cts';
import { runSteps } from './runSteps.cts';
import { versionsOf } from './versions.cts';

const log = (line: string) => console.log(line);

async function main(): Promise<number> {
	const options = readOptions(process.argv.slice(2));
	if (options === undefined) {
		log(usage);
		return 2;
	}
	const opening = Bench.open({ log, audioCapture: options.audioCapture });
	const end = async () => {
		await stopOwnProcesses();
		const bench = await opening.catch(() => undefined);
		await bench?.close(options.folder);
	};
	const interrupted = () => void end().finally(() => process.exit(130));
	process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
	try {
		const bench = await opening;
		if (options.folder === 'keepFolder') log(`The run's files stay in ${bench.folder}`);
		return (await prove(bench, options)) ? 0 : 1;
	} finally {
		await end();
	}
}

async function prove(bench: Bench, { steps, afterwards }: ProofOptions): Promise<boolean> {
	const { installation, audioSource, ports } = bench;
	const { asterisk, phones } = installation.versions;
	log(`${asterisk}, phones: ${phones}, ports from ${ports.base} on`);
	log(`Levels in dBFS from ${audioSource}`);

	const reporter = new ConsoleReporter(log);
	const runs = await runSteps(bench, steps, reporter, log);
	const everythingPassed = reporter.close();
	if (afterwards === 'nothing') return everythingPassed;
	if (!everythingPassed) {
		console.error('docs/proof.md is left as it was, because not everything passed.');
		return false;
	}
	const document = proofDocument({ versions: await versionsOf(bench), audioSource, runs });
	writeFileSync(join(checkoutFolder(), 'docs', 'proof.md'), document);
	return true;
}

main().then(
	(status) => {
		process.exitCode = status;
	},
	(error: unknown) => {
		console.error(error instanceof MissingPrerequisite ? missing(error) : error);
		process.exitCode = 1;
	},
);

function missing({ message, remedy }: MissingPrerequisite): string {
	return `\nTHE BENCH CANNOT RUN ON THIS MACHINE, so nothing was proven.\n  ${message}\n  ${remedy}\n`;
}
