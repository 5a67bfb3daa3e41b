import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { command, onPath } from '../process/command.cts';

export function hasDebianPackages(): boolean {
	return onPath('apt-get') !== undefined && onPath('dpkg-deb') !== undefined;
}

/**
 * Unpacks a package, and what of its dependencies this machine lacks, into a folder. Nothing is installed: a
 * server that is installed into the system would start a service of its own.
 */
export async function unpackDebianPackage(name: string, into: string): Promise<void> {
	const archives = join(into, 'archives');
	mkdirSync(join(archives, 'partial'), { recursive: true });
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
	const settings = { cwd: archives, env, limitMinutes: 5 };
	if (process.getuid?.() === 0) await command('apt-get', ['update'], settings);
	const withoutInstalling = ['-o', 'Debug::NoLocking=1', '-o', `Dir::Cache::archives=${archives}`];
	await command(
		'apt-get',
		[...withoutInstalling, 'install', '--download-only', '--yes', '--no-install-recommends', name],
		settings,
	);
	for (const file of readdirSync(archives).filter((one) => one.endsWith('.deb'))) {
		await command('dpkg-deb', ['-x', join(archives, file), into], settings);
	}
	rmSync(archives, { recursive: true });
}

/** The environment in which an unpacked program finds its shared libraries. */
export function unpackedEnvironment(folder: string): NodeJS.ProcessEnv {
	const libraries = join(folder, 'usr', 'lib');
	const places = existsSync(libraries)
		? readdirSync(libraries).filter((name) => name.endsWith('-linux-gnu'))
		: [];
	const LD_LIBRARY_PATH = places.map((name) => join(libraries, name)).join(':');
	return { ...process.env, LD_LIBRARY_PATH };
}
