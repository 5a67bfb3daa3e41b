import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { MissingPrerequisite } from '../asterisk/installation/machine.cts';
import { cacheFolder } from '../folders.cts';
import type { N8n } from '../n8n/n8n.cts';
import { startWithOurPackage } from '../n8n/install/ourPackage.cts';
import { stopOwnProcesses } from '../n8n/process/ownProcess.cts';
import type { Log } from '../log.cts';
import { openAsteriskPbx } from './asterisk/asteriskPbx.cts';
import type { DemoPbx, Fire } from './demoPbx.cts';
import { fireEvent, owner, prepare } from './event.cts';
import { nextMoves } from './moves.cts';
import { readOptions, usage, type PbxChoice } from './options.cts';
import { firing } from './scenarios.cts';
import { openGrandstreamUcm, openOpenVox, openYeastarP } from './simulatedPbx.cts';

const open: Record<PbxChoice, (log: Log, fire: Fire) => Promise<DemoPbx>> = {
	simulated: openOpenVox,
	yeastarP: openYeastarP,
	grandstreamUcm: openGrandstreamUcm,
	asterisk: openAsteriskPbx,
};

function print(line: string): void {
	process.stdout.write(`${line}\n`);
}

function printAddresses(addresses: readonly [string, string][]): void {
	print('');
	for (const [name, address] of addresses) print(`${name.padEnd(15)}${address}`);
	print('');
}

/** Where to look while it happens. */
function mainAddresses(n8n: N8n, { page }: DemoPbx): [string, string][] {
	return [
		['switchboard', `${page.url} (the phones, live; every button works)`],
		["n8n's editor", n8n.url],
		['  e-mail', owner.email],
		['  password', owner.password],
	];
}

function printNext(n8n: N8n, pbx: DemoPbx): void {
	printAddresses([...mainAddresses(n8n, pbx), ...pbx.places]);
	print('What to try next:');
	for (const line of nextMoves(n8n, pbx)) print(line);
	print('');
	print(
		'Ctrl-C ends n8n, the PBX and the switchboard; their data is deleted, the downloads are kept.',
	);
}

async function runDemo(pbx: DemoPbx, started: (n8n: N8n) => void): Promise<N8n> {
	for (const line of pbx.introduction) print(line);
	print(`See its phones in the switchboard: ${pbx.page.url}`);
	const logFile = join(cacheFolder(), 'demo.log');
	rmSync(logFile, { force: true });
	const n8n = await startWithOurPackage(print, { logFile });
	printAddresses(mainAddresses(n8n, pbx));
	await prepare(n8n, pbx, print);
	started(n8n);
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
	let running: N8n | undefined;
	const opening = open[options.pbx](
		print,
		firing(() => running),
	);
	try {
		const playing = opening.then((pbx) => runDemo(pbx, (n8n) => (running = n8n)));
		const n8n = await Promise.race([playing, interrupted]);
		if (n8n === 'ctrlC') return 130;
		if (options.afterwards === 'end') return 0;
		printNext(n8n, await opening);
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
