import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { lastLines } from './command.cts';
import { type OwnProcess, startProcess } from './ownProcess.cts';
import { poll } from '../../poll.cts';
import type { N8nProgram } from './program.cts';

/** One of n8n's commands that go on running, such as `start`. */
export interface N8nLaunch {
	program: N8nProgram;
	command: readonly string[];
	folder: string;
	env: NodeJS.ProcessEnv;
	logFile: string;
	/** Where it answers when it is ready. */
	url: string;
	/** How long it may take to end before it is forced; 10 s when absent. */
	endLimitMs?: number;
	/** What Node gets before the program. */
	nodeOptions?: readonly string[];
}

const startLimitMs = 120_000;

/** Starts it and waits until it is ready. */
export async function startN8nProcess(launch: N8nLaunch): Promise<OwnProcess> {
	const { program, command, folder, env, logFile, url, endLimitMs, nodeOptions = [] } = launch;
	const running = await startProcess(program.node, [...nodeOptions, program.script, ...command], {
		cwd: folder,
		env,
		logFile,
		...(endLimitMs === undefined ? {} : { endLimitMs }),
	});
	let ending: string | undefined;
	void running.ended.then((how) => (ending = JSON.stringify(how)));
	const outcome = await poll(startLimitMs, async () => {
		if (ending !== undefined) return 'ended';
		return (await answersReady(url)) ? 'ready' : undefined;
	});
	if (outcome === 'ready') return running;
	await running.stop();
	const what =
		outcome === 'ended'
			? `ended by itself (${ending})`
			: `was not ready after ${startLimitMs / 1000} s`;
	const said = existsSync(logFile) ? lastLines(readFileSync(logFile, 'utf8')) : '(no log)';
	const damaged = said.includes('MODULE_NOT_FOUND')
		? ` Files of it are missing: delete ${dirname(dirname(dirname(dirname(program.script))))} to have it installed again.`
		: '';
	throw new Error(
		`n8n ${program.version} (${command[0]}) ${what}.${damaged} The end of its log:\n${said}`,
	);
}

async function answersReady(url: string): Promise<boolean> {
	try {
		const answer = await fetch(`${url}/healthz/readiness`, { signal: AbortSignal.timeout(2_000) });
		return answer.status === 200;
	} catch {
		return false;
	}
}
