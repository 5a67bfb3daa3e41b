import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { Bench } from '../asterisk/bench.cts';
import { Missing } from '../asterisk/installation/missing.cts';
import { Console } from '../asterisk/report/console.cts';
import { checkoutFolder } from '../n8n/install/checkout.cts';
import { stopOwnProcesses } from '../n8n/process/ownProcess.cts';
import { proofDocument } from './document.cts';
import { readOrder, usage, type Order } from './options.cts';
import { runSteps } from './runSteps.cts';
import { versionsOf } from './versions.cts';

const say = (line: string) => console.log(line);

async function main(): Promise<number> {
	const order = readOrder(process.argv.slice(2));
	if (order === undefined) {
		say(usage);
		return 2;
	}
	const opening = Bench.open({ say, ear: order.ear });
	const end = async () => {
		await stopOwnProcesses();
		const bench = await opening.catch(() => undefined);
		await bench?.close(order.folder);
	};
	const interrupted = () => void end().finally(() => process.exit(130));
	process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
	try {
		const bench = await opening;
		if (order.folder === 'keepFolder') say(`The run's files stay in ${bench.folder}`);
		return (await prove(bench, order)) ? 0 : 1;
	} finally {
		await end();
	}
}

async function prove(bench: Bench, { acts, afterwards }: Order): Promise<boolean> {
	const { installation, listensTo, ports } = bench;
	const { asterisk, phones } = installation.versions;
	say(`${asterisk}, phones: ${phones}, ports from ${ports.base} on`);
	say(`Levels in dBFS from ${listensTo}`);

	const told = new Console(say);
	const played = await runSteps(bench, acts, told, say);
	const everythingPassed = told.close();
	if (afterwards === 'nothing') return everythingPassed;
	if (!everythingPassed) {
		console.error('docs/proof.md is left as it was, because not everything passed.');
		return false;
	}
	const document = proofDocument({ versions: await versionsOf(bench), listensTo, played });
	writeFileSync(join(checkoutFolder(), 'docs', 'proof.md'), document);
	return true;
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
