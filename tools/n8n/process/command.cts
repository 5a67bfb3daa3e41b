import { mkdtempSync, readFileSync, rmSync, existsSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, delimiter } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Ending, startProcess, type UserIds } from './ownProcess.cts';

export interface CommandSettings {
	cwd: string;
	env?: NodeJS.ProcessEnv;
	limitMinutes: number;
	/** Another user to run it as; only root can. */
	user?: UserIds;
}

/** What a command that ran to its end wrote; the two outputs are one text. */
export type CommandResult =
	| { result: 'done'; output: string }
	| { result: 'failed'; output: string };

export async function tryCommand(
	command: string,
	args: readonly string[],
	settings: CommandSettings,
): Promise<CommandResult> {
	const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-pbx-command-'));
	const logFile = join(folder, 'output');
	try {
		const own = await startProcess(command, args, {
			cwd: settings.cwd,
			env: settings.env ?? process.env,
			logFile,
			...(settings.user === undefined ? {} : { user: settings.user }),
		});
		const tooLong = new AbortController();
		const first = await Promise.race([
			own.ended,
			sleep(settings.limitMinutes * 60_000, 'too long' as const, { signal: tooLong.signal }),
		]).finally(() => tooLong.abort());
		if (first === 'too long') {
			await own.stop();
			const note = `\nended after ${settings.limitMinutes} minutes without a result`;
			return { result: 'failed', output: readFileSync(logFile, 'utf8') + note };
		}
		return { result: succeeded(first) ? 'done' : 'failed', output: readFileSync(logFile, 'utf8') };
	} catch (error) {
		return { result: 'failed', output: String(error) };
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** Like tryCommand, for a command that has to work. */
export async function command(
	name: string,
	args: readonly string[],
	settings: CommandSettings,
): Promise<string> {
	const { result, output } = await tryCommand(name, args, settings);
	if (result === 'done') return output;
	throw new Error(`${[name, ...args].join(' ')} failed:\n${lastLines(output)}`);
}

export function lastLines(text: string, count = 25): string {
	return text.trimEnd().split('\n').slice(-count).join('\n');
}

function succeeded(ending: Ending): boolean {
	return ending.how === 'exited' && ending.code === 0;
}

export function onPath(name: string): string | undefined {
	const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
	const file = folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
	return file === undefined ? undefined : realpathSync(file);
}
