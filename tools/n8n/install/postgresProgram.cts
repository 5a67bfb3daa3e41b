import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cached } from './cached.cts';
import { hasDebianPackages, unpackDebianPackage } from './debianPackage.cts';
import { type Log, withProgress } from '../../log.cts';

/** A PostgreSQL that can be started. */
export interface PostgresProgram {
	/** The folder of its `usr`; programs and their data find each other by their places in that. */
	root: string;
	/** Where `postgres`, `initdb` and `pg_isready` are, below the root. */
	bin: string;
}

/** The PostgreSQL of this machine, or Debian's, unpacked in the cache folder. */
export async function getPostgres(log: Log): Promise<PostgresProgram> {
	const found = newestIn('/');
	if (found !== undefined) return { root: '/', bin: found };
	if (!hasDebianPackages()) throw new Error(advice);
	const folder = await cached(`postgres-${process.platform}-${process.arch}`, log, async (into) => {
		log("PostgreSQL is missing: fetching Debian's, once (half a minute, 250 MB on disk) …");
		const unpacked = unpackDebianPackage('postgresql', into);
		await withProgress(log, 'fetching PostgreSQL', unpacked).catch((error: unknown) => {
			throw new Error(advice, { cause: error });
		});
	});
	const bin = newestIn(folder);
	if (bin === undefined) throw new Error(`${folder} has no PostgreSQL: delete it. ${advice}`);
	return { root: folder, bin };
}

const advice =
	'The suite needs PostgreSQL, and none was found. Install it (Debian: apt-get install postgresql; ' +
	'the service itself may be switched off).';

/** Debian has one folder for each major version. */
function newestIn(root: string): string | undefined {
	const versions = join('usr', 'lib', 'postgresql');
	if (!existsSync(join(root, versions))) return undefined;
	return readdirSync(join(root, versions))
		.sort((a, b) => Number(b) - Number(a))
		.map((version) => join(versions, version, 'bin'))
		.find((bin) => existsSync(join(root, bin, 'postgres')));
}
