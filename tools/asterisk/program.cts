import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ProgramStart {
	/** What people call it: `Asterisk`, `phone B`. */
	name: string;
	command: string[];
	environment: Record<string, string>;
	folder: string;
	/** File that takes everything the program prints. */
	log: string;
}

/** A program that was started here and is ended here, by its process id and nothing else. */
export interface Program {
	readonly name: string;
	readonly pid: number;
	readonly log: string;
	readonly running: boolean;
	/** What it printed last, for an error message. */
	lastWords(): string;
	/** Asks with the signal, waits until it is gone, and kills it when it does not go. */
	end(signal: 'SIGINT' | 'SIGTERM', patience: number): Promise<void>;
}

export function startProgram({ name, command, environment, folder, log }: ProgramStart): Program {
	const [file, ...args] = command;
	if (file === undefined) throw new Error(`No command is given for ${name}.`);
	const output = openSync(log, 'a');
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
		log,
		get running() {
			return running();
		},
		lastWords: () => readFileSync(log, 'utf8').trim().split('\n').slice(-12).join('\n'),
		async end(signal, patience) {
			if (!running()) return;
			child.kill(signal);
			const answer = await Promise.race([gone, sleep(patience, 'late' as const, { ref: false })]);
			if (answer === 'gone') return;
			child.kill('SIGKILL');
			await gone;
		},
	};
}
