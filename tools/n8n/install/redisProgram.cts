import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cached } from './cached.cts';
import { command, onPath } from '../process/command.cts';
import { type Log, withProgress } from '../../log.cts';

/** A Redis that can be started, with the environment that it needs. */
export interface RedisProgram {
	file: string;
	env: NodeJS.ProcessEnv;
}

/**
 * The Redis of this machine, or Debian's, unpacked in the cache folder: installed into the system it
 * would start a service of its own.
 */
export async function getRedis(log: Log): Promise<RedisProgram> {
	const found = onPath('redis-server');
	if (found !== undefined) return { file: found, env: process.env };
	if (onPath('apt-get') === undefined || onPath('dpkg-deb') === undefined) throw new Error(advice);
	const folder = await cached(`redis-${process.platform}-${process.arch}`, log, async (into) => {
		log("Redis is missing: fetching Debian's, once (some seconds, 8 MB on disk) …");
		await withProgress(log, 'fetching Redis', unpackDebianPackage('redis-server', into));
	});
	return unpacked(folder);
}

const advice =
	"n8n's queue mode needs Redis, and none was found. Install it (Debian: apt-get install redis-server; " +
	'the service itself may be switched off).';

async function unpackDebianPackage(name: string, into: string): Promise<void> {
	const archives = join(into, 'archives');
	mkdirSync(join(archives, 'partial'), { recursive: true });
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
	const settings = { cwd: archives, env, limitMinutes: 5 };
	try {
		if (process.getuid?.() === 0) await command('apt-get', ['update'], settings);
		// Nothing is installed: apt-get lists what of the package is missing here.
		const withoutInstalling = [
			'-o',
			'Debug::NoLocking=1',
			'-o',
			`Dir::Cache::archives=${archives}`,
		];
		await command(
			'apt-get',
			[
				...withoutInstalling,
				'install',
				'--download-only',
				'--yes',
				'--no-install-recommends',
				name,
			],
			settings,
		);
		for (const file of readdirSync(archives).filter((one) => one.endsWith('.deb'))) {
			await command('dpkg-deb', ['-x', join(archives, file), into], settings);
		}
	} catch (error) {
		throw new Error(advice, { cause: error });
	}
}

function unpacked(folder: string): RedisProgram {
	const libraries = join(folder, 'usr', 'lib');
	const places = existsSync(libraries)
		? readdirSync(libraries).filter((name) => name.endsWith('-linux-gnu'))
		: [];
	const LD_LIBRARY_PATH = places.map((name) => join(libraries, name)).join(':');
	return {
		file: join(folder, 'usr', 'bin', 'redis-server'),
		env: { ...process.env, LD_LIBRARY_PATH },
	};
}
