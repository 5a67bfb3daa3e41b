import { statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cached } from '../install/cached.cts';
import { cacheFolder } from '../../folders.cts';
import { lastLines, tryCommand, onPath } from './command.cts';
import { type NodeRuntime, nodeRuntime } from '../install/nodeRuntime.cts';
import { npmInstall, npmRebuild } from '../install/npm.cts';
import { type Log, withProgress } from '../../log.cts';
import { nodeFor, satisfies, wantedVersion } from '../install/version.cts';

/** An n8n that can be started: `node script …` with this environment. */
export interface N8nProgram {
	node: string;
	script: string;
	version: string;
	env: NodeJS.ProcessEnv;
}

/** The n8n on the PATH if it is new enough, else the one in the cache, which is installed at its first use. */
export async function getN8n(log: Log): Promise<N8nProgram> {
	const wanted = wantedVersion();
	const found = await n8nOnPath();
	if (found !== undefined && satisfies(found.version, wanted)) return found;

	return installedN8n(wanted.version, log);
}

/** This very version, in the cache; it is installed at its first use. */
export async function installedN8n(version: string, log: Log): Promise<N8nProgram> {
	const runtime = await nodeRuntime(nodeFor(version), log);
	const folder = await cached(`n8n-${version}-${runtime.key}`, log, (into) =>
		install(into, version, runtime, log),
	);
	const script = join(folder, 'node_modules', 'n8n', 'bin', 'n8n');
	return { node: runtime.node, script, version, env: runtime.env };
}

async function n8nOnPath(): Promise<N8nProgram | undefined> {
	const script = onPath('n8n');
	const node = onPath('node');
	if (script === undefined || node === undefined) return undefined;
	const asked = await tryCommand(node, [script, '--version'], {
		cwd: cacheFolder(),
		limitMinutes: 1,
	});
	const version = /^\d+\.\d+\.\d+/m.exec(asked.output)?.[0];
	if (asked.result === 'failed' || version === undefined) return undefined;
	return { node, script, version, env: process.env };
}

async function install(
	folder: string,
	version: string,
	runtime: NodeRuntime,
	log: Log,
): Promise<void> {
	refuseSmallDisk();
	log(`Installing n8n ${version}, once (about 4 minutes, 2.7 GB on disk) …`);
	const tools = missingBuildTools();
	if (tools.length > 0) log(`  note: ${buildToolsAdvice(tools)}`);
	writeFileSync(
		join(folder, 'package.json'),
		JSON.stringify({
			private: true,
			// npm asks for this list before it lets a package compile anything.
			allowScripts: { sqlite3: true },
			// Old versions of n8n take xlsx from an address outside of the registry.
			overrides: { xlsx: '0.18.5' },
		}),
	);
	await withProgress(
		log,
		'fetching the packages of n8n',
		npmInstall(folder, runtime.env, ['--omit=optional', `n8n@${version}`]),
	);
	log("Building n8n's database driver (about 1 minute) …");
	const built = await withProgress(
		log,
		'building sqlite3',
		npmRebuild(folder, runtime.env, 'sqlite3'),
	);
	const driver = await tryCommand(runtime.node, ['--eval', "require('sqlite3')"], {
		cwd: folder,
		limitMinutes: 1,
	});
	if (driver.result === 'done') return;
	const advice = tools.length > 0 ? `${buildToolsAdvice(tools)}\n` : '';
	throw new Error(
		`n8n could not be built. ${advice}npm rebuild sqlite3 said:\n${lastLines(built.output)}`,
	);
}

const neededGigabytes = 4;

function refuseSmallDisk(): void {
	const { bavail, bsize } = statfsSync(cacheFolder());
	const free = (bavail * bsize) / 1e9;
	if (free >= neededGigabytes) return;
	throw new Error(
		`n8n needs ${neededGigabytes} GB in ${cacheFolder()}, and ${free.toFixed(1)} GB are free there. ` +
			`Free some space, or set XDG_CACHE_HOME to a folder on a larger disk.`,
	);
}

function missingBuildTools(): string[] {
	return ['python3', 'make', 'g++'].filter((tool) => onPath(tool) === undefined);
}

function buildToolsAdvice(missing: readonly string[]): string {
	return (
		`${missing.join(', ')} not found; n8n's database driver may have to be compiled. ` +
		`On Debian or Ubuntu: apt-get install python3 make g++. On macOS: xcode-select --install.`
	);
}
