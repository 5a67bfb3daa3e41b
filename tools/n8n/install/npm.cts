import { command, type CommandResult, lastLines, tryCommand } from '../process/command.cts';

/** Settings of an outer "npm run" must not reach the npm that works in the cache folder. */
export function withoutNpmSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
	return Object.fromEntries(
		Object.entries(env).filter(([name]) => {
			const inherited =
				/^npm_(lifecycle|package|config_(ignore_scripts|local_prefix|global_prefix|prefix|omit|include))/i;
			return !inherited.test(name);
		}),
	);
}

export async function npmInstall(
	folder: string,
	env: NodeJS.ProcessEnv,
	args: readonly string[],
): Promise<void> {
	const { result, output } = await tryCommand(
		'npm',
		['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...args],
		{ cwd: folder, env: withoutNpmSettings(env), limitMinutes: 20 },
	);
	if (result === 'done') return;
	throw new Error(
		`${installAdvice(output)}\nnpm install ${args.join(' ')} said:\n${lastLines(output, 8)}`,
	);
}

export function npmRebuild(
	folder: string,
	env: NodeJS.ProcessEnv,
	packageName: string,
): Promise<CommandResult> {
	return tryCommand(
		'npm',
		['rebuild', packageName, '--ignore-scripts=false', '--foreground-scripts'],
		{
			cwd: folder,
			env: withoutNpmSettings(env),
			limitMinutes: 15,
		},
	);
}

/** Packs a package folder and returns the name of the tarball in the folder `into`. */
export async function npmPack(packageFolder: string, into: string): Promise<string> {
	const output = await command(
		'npm',
		['pack', packageFolder, '--ignore-scripts', '--silent', '--pack-destination', into],
		{ cwd: into, env: withoutNpmSettings(process.env), limitMinutes: 3 },
	);
	const name = output.trim().split('\n').at(-1) ?? '';
	if (!name.endsWith('.tgz')) throw new Error(`npm pack did not name a tarball:\n${output}`);
	return name;
}

function installAdvice(output: string): string {
	if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network/i.test(output)) {
		return 'The npm registry cannot be reached. Check the network, or the registry and proxy settings of npm.';
	}
	if (/ENOSPC/.test(output)) return 'The disk is full: 4 GB are needed in the cache folder.';
	if (/ETARGET|E404/.test(output)) {
		return 'The npm registry lacks a package of this version. Set N8N_VERSION to another version.';
	}
	return 'The installation failed.';
}
