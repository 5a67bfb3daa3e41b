import { spawnSync } from 'node:child_process';

import { MissingPrerequisite } from './machine.cts';

const minutes = 60_000;

const notDebian =
	"Run this on Debian or a relative of it: the programs come from Debian's packages.";

const remedies: Record<string, string> = {
	'apt-get': notDebian,
	'dpkg-deb': notDebian,
	gcc: 'Install the packages gcc and libc6-dev.',
};

export interface Outcome {
	status: number | null;
	output: string;
	errors: string;
}

/** Runs one command to its end. */
export function run(command: string, args: string[], folder?: string): Outcome {
	const done = spawnSync(command, args, {
		cwd: folder,
		encoding: 'utf8',
		timeout: 10 * minutes,
		maxBuffer: 64 * 1024 * 1024,
		env: { ...process.env, LC_ALL: 'C', LD_PRELOAD: '' },
	});
	if (done.error !== undefined && 'code' in done.error && done.error.code === 'ENOENT') {
		throw new MissingPrerequisite(
			`The program ${command} is not on this machine.`,
			remedies[command] ?? `Install the package that has ${command}.`,
		);
	}
	return { status: done.status, output: done.stdout, errors: done.stderr };
}

/** The same, for a command that has to succeed: its output. */
export function runWell(command: string, args: string[], folder?: string): string {
	const done = run(command, args, folder);
	if (done.status === 0) return done.output;
	const words = `${done.output}\n${done.errors}`.trim().split('\n').slice(-8).join('\n');
	throw new Error(
		`${command} ${args[0] ?? ''} ended with ${done.status ?? 'no status'}:\n${words}`,
	);
}
