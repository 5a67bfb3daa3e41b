import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, mkdtempSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface ProgramStart {
	/** What people call it: `Asterisk`, `phone B`. */
	name: string;
	command: string[];
	environment: Record<string, string>;
	folder: string;
	/** File that takes everything the program prints. */
	logFile: string;
}

/** A program that was started here and is ended here, by its process id and nothing else. */
export interface Program {
	readonly name: string;
	readonly pid: number;
	readonly logFile: string;
	readonly running: boolean;
	/** What it printed last, for an error message. */
	lastOutput(): string;
	/** Sends the signal, waits until the process has ended, and kills it after the timeout. */
	end(signal: 'SIGINT' | 'SIGTERM', timeoutMs: number): Promise<void>;
}

export function startProgram({
	name,
	command,
	environment,
	folder,
	logFile,
}: ProgramStart): Program {
	const [file, ...args] = command;
	if (file === undefined) throw new Error(`No command is given for ${name}.`);
	const output = openSync(logFile, 'a');
	const child = spawn(file, args, {
		cwd: folder,
		env: { PATH: process.env.PATH, HOME: folder, LANG: 'C', ...environment },
		stdio: ['ignore', output, output],
	});
	closeSync(output);
	const gone = new Promise<'gone'>((resolve) => {
		child.once('exit', () => resolve('gone'));
		child.once('error', () => resolve('gone'));
	});
	const running = () => child.exitCode === null && child.signalCode === null;
	if (child.pid === undefined) throw new Error(`${name} cannot be started from ${file}.`);

	return {
		name,
		pid: child.pid,
		logFile,
		get running() {
			return running();
		},
		lastOutput: () => readFileSync(logFile, 'utf8').trim().split('\n').slice(-12).join('\n'),
		async end(signal, timeoutMs) {
			if (!running()) return;
			child.kill(signal);
			const answer = await Promise.race([gone, sleep(timeoutMs, 'late' as const, { ref: false })]);
			if (answer === 'gone') return;
			child.kill('SIGKILL');
			await gone;
		},
	};
}

/** Asterisk's control socket lies in it, and paths of sockets are limited to 107 characters. */
const longest = 60;

/** A new folder for one run. */
export function runFolder(): string {
	const parent = tmpdir().length > longest ? '/tmp' : tmpdir();
	return mkdtempSync(join(parent, 'pbx-'));
}
