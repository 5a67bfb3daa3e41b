import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { poll } from '../../poll.cts';

export type Ending = { how: 'exited'; code: number } | { how: 'signalled'; signal: NodeJS.Signals };

/** A process that we started, with everything that it starts itself. */
export interface OwnProcess {
	readonly pid: number;
	readonly ended: Promise<Ending>;
	/** Asks it to end, waits, and forces it after a while. Returns when all of it is gone. */
	stop(): Promise<Ending>;
	/** Ends it as a loss of power does. Returns when all of it is gone. */
	kill(): Promise<Ending>;
}

export interface Launch {
	cwd: string;
	env: NodeJS.ProcessEnv;
	/** Both outputs are added to this file. */
	logFile: string;
	/** Another user to run it as; only root can. */
	user?: UserIds;
	/** What asks it to end; SIGTERM when absent. */
	endSignal?: NodeJS.Signals;
	/** How long it may take to end before it is forced; 10 s when absent. */
	endLimitMs?: number;
}

export interface UserIds {
	uid: number;
	gid: number;
}

const running = new Set<OwnProcess>();

process.on('exit', () => {
	for (const one of running) signalGroup(one.pid, 'SIGKILL');
});

export async function startProcess(
	command: string,
	args: readonly string[],
	launch: Launch,
): Promise<OwnProcess> {
	const log = openSync(launch.logFile, 'a');
	try {
		// A process group of its own: what it starts can be ended with it.
		const child = spawn(command, args, {
			cwd: launch.cwd,
			env: launch.env,
			stdio: ['ignore', log, log],
			detached: true,
			...launch.user,
		});
		const ended = new Promise<Ending>((resolve) => {
			child.once('exit', (code, signal) => {
				resolve(
					signal === null ? { how: 'exited', code: code ?? 1 } : { how: 'signalled', signal },
				);
			});
		});
		const pid = await new Promise<number>((resolve, reject) => {
			child.once('error', reject);
			child.once('spawn', () => {
				if (child.pid !== undefined) resolve(child.pid);
			});
		});
		const own: OwnProcess = {
			pid,
			ended,
			stop: () => stopGroup(pid, ended, launch),
			kill: () => killGroup(pid, ended),
		};
		running.add(own);
		void ended.then(() => poll(5_000, () => groupGone(pid))).then(() => running.delete(own));
		return own;
	} finally {
		closeSync(log);
	}
}

/** Ends everything that startProcess started and that still runs. */
export async function stopOwnProcesses(): Promise<void> {
	await Promise.all([...running].map((one) => one.stop()));
}

async function stopGroup(
	pid: number,
	ended: Promise<Ending>,
	{ endSignal = 'SIGTERM', endLimitMs = 10_000 }: Launch,
): Promise<Ending> {
	signal(pid, endSignal);
	const gone = await poll(endLimitMs, () => groupGone(pid));
	return gone === undefined ? killGroup(pid, ended) : ended;
}

async function killGroup(pid: number, ended: Promise<Ending>): Promise<Ending> {
	signalGroup(pid, 'SIGKILL');
	await poll(5_000, () => groupGone(pid));
	return ended;
}

function groupGone(pid: number): true | undefined {
	return signalGroup(pid, 0) ? undefined : true;
}

function signalGroup(pid: number, name: NodeJS.Signals | 0): boolean {
	return signal(-pid, name);
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
	try {
		return process.kill(pid, name);
	} catch {
		return false;
	}
}
