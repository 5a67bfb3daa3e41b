import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cached } from './cached.cts';
import { hasDebianPackages, unpackDebianPackage, unpackedEnvironment } from './debianPackage.cts';
import { type Log, withProgress } from '../../log.cts';

/** A PostgreSQL that can be started. */
export interface PostgresProgram {
	/** Its `usr` folder; programs and their data find each other by their places in it. */
	usr: string;
	/** Where `postgres`, `initdb` and `pg_isready` are, below `usr`. */
	bin: string;
	env: NodeJS.ProcessEnv;
}

/** The PostgreSQL of this machine, or Debian's, unpacked in the cache folder. */
export async function getPostgres(log: Log): Promise<PostgresProgram> {
	const found = newestIn('/usr');
	if (found !== undefined) return { usr: '/usr', bin: found, env: process.env };
	if (!hasDebianPackages()) throw new Error(advice);
	const folder = await cached(`postgres-${process.platform}-${process.arch}`, log, async (into) => {
		log("PostgreSQL is missing: fetching Debian's, once (half a minute, 250 MB on disk) …");
		const unpacked = unpackDebianPackage('postgresql', into);
		await withProgress(log, 'fetching PostgreSQL', unpacked).catch((error: unknown) => {
			throw new Error(advice, { cause: error });
		});
	});
	const usr = join(folder, 'usr');
	const bin = newestIn(usr);
	if (bin === undefined) throw new Error(`${usr} has no PostgreSQL: delete ${folder}. ${advice}`);
	return { usr, bin, env: unpackedEnvironment(folder) };
}

const advice =
	'The suite needs PostgreSQL, and none was found. Install it (Debian: apt-get install postgresql; ' +
	'the service itself may be switched off).';

/** Debian has one folder for each major version. */
function newestIn(usr: string): string | undefined {
	const versions = join(usr, 'lib', 'postgresql');
	if (!existsSync(versions)) return undefined;
	return readdirSync(versions)
		.sort((a, b) => Number(b) - Number(a))
		.map((version) => join('lib', 'postgresql', version, 'bin'))
		.find((bin) => existsSync(join(usr, bin, 'postgres')));
}
