import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { MissingPrerequisite } from '../asterisk/installation/machine.cts';
import { cacheFolder } from '../folders.cts';
import type { N8n } from '../n8n/n8n.cts';
import { startWithOurPackage } from '../n8n/install/ourPackage.cts';
import { stopOwnProcesses } from '../n8n/process/ownProcess.cts';
import type { Log } from '../log.cts';
import { openAsteriskPbx } from './asteriskPbx.cts';
import type { DemoPbx } from './demoPbx.cts';
import { fireEvent, owner, prepare } from './event.cts';
import { readOptions, usage, type PbxChoice } from './options.cts';
import { openGrandstreamUcm, openOpenVox, openYeastarP } from './simulatedPbx.cts';

const open: Record<PbxChoice, (log: Log) => Promise<DemoPbx>> = {
	simulated: openOpenVox,
	yeastarP: openYeastarP,
	grandstreamUcm: openGrandstreamUcm,
	asterisk: openAsteriskPbx,
};

function print(line: string): void {
	process.stdout.write(`${line}\n`);
}

function printPlaces(n8n: N8n, { places }: DemoPbx): void {
	const all: [string, string][] = [
		["n8n's editor", n8n.url],
		['  e-mail', owner.email],
		['  password', owner.password],
		...places,
	];
	print('');
	for (const [name, address] of all) print(`${name.padEnd(15)}${address}`);
	print('Ctrl-C ends everything.');
}

async function runDemo(pbx: DemoPbx): Promise<N8n> {
	for (const line of pbx.introduction) print(line);
	const logFile = join(cacheFolder(), 'demo.log');
	rmSync(logFile, { force: true });
	const n8n = await startWithOurPackage(print, { logFile });
	await prepare(n8n, pbx, print);
	await fireEvent(n8n, pbx, print);
	return n8n;
}

/** The first Ctrl-C ends everything in order, the second at once. */
function ctrlC(): Promise<'ctrlC'> {
	return new Promise((resolve) => {
		for (const signal of ['SIGINT', 'SIGTERM'] as const) {
			process.once(signal, () => {
				process.once(signal, () => process.exit(130));
				resolve('ctrlC');
			});
		}
	});
}

async function main(): Promise<number> {
	const options = readOptions(process.argv.slice(2));
	if (options.action === 'help') {
		print(usage);
		return 0;
	}
	const interrupted = ctrlC();
	const opening = open[options.pbx](print);
	try {
		const playing = opening.then(runDemo);
		const n8n = await Promise.race([playing, interrupted]);
		if (n8n === 'ctrlC') return 130;
		if (options.afterwards === 'end') return 0;
		printPlaces(n8n, await opening);
		await interrupted;
		return 0;
	} finally {
		await stopOwnProcesses();
		const pbx = await opening.catch(() => undefined);
		await pbx?.close();
	}
}

function explain(error: unknown): string {
	if (!(error instanceof MissingPrerequisite))
		return error instanceof Error ? error.message : String(error);
	const { message, remedy } = error;
	return `
THE REAL PBX CANNOT RUN ON THIS MACHINE.
  ${message}
  ${remedy}
  "npm run demo" without --pbx needs none of this: it runs on a simulated PBX.
`;
}

main().then(
	(code) => process.exit(code),
	(error: unknown) => {
		process.stderr.write(`${explain(error)}\n`);
		process.exit(1);
	},
);
