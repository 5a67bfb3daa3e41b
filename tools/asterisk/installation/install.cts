import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { cacheFolder } from '../../folders.cts';
import type { Log } from '../../log.cts';
import { PrivateApt } from './apt.cts';
import { run, runWell } from './command.cts';
import { type Installation, Unpacked } from './installation.cts';
import { locked } from './lock.cts';
import { loopbackSource } from './loopback.cts';
import { thisMachine, type Machine, MissingPrerequisite } from './machine.cts';
import { libraries, suite, wanted } from './packages.cts';

const lockTimeoutMs = 600_000;

/** The programs of the bench, from the user's cache folder; fetched at the first call. */
export async function install(log: Log): Promise<Installation> {
	const machine = thisMachine();
	const home = join(cacheFolder(), 'asterisk');
	// Another list of packages is another installation.
	const list = hash([...wanted, ...libraries].join());
	const root = join(home, `${suite}-${machine.debian}-${list}`);
	mkdirSync(home, { recursive: true });
	return await locked(home, lockTimeoutMs, () => {
		const loopback = loopbackLibrary(home);
		if (!existsSync(root)) fetchInto(root, join(home, `part-${process.pid}`), machine, log);
		const programs = new Unpacked(root, machine);
		return { programs, loopback, versions: programs.versions() };
	});
}

function fetchInto(root: string, part: string, machine: Machine, log: Log): void {
	try {
		log(`Fetching Asterisk and the phones from Debian's suite ${suite} (once) …`);
		const unpacked = fetchAndUnpack(part, machine, log);
		renameSync(unpacked, root);
	} finally {
		rmSync(part, { recursive: true, force: true });
	}
}

function fetchAndUnpack(part: string, machine: Machine, log: Log): string {
	const apt = new PrivateApt(join(part, 'apt'));
	apt.update();

	const few = join(part, 'few');
	const short = attempt(few, machine, () => apt.fetchFew());
	if (short.length === 0) return few;

	log(`The short list of packages is not enough any more: ${short.join('; ')}`);
	log('Fetching everything Asterisk and the phones depend on …');
	const closure = join(part, 'closure');
	const defects = attempt(closure, machine, () => apt.fetchClosure());
	if (defects.length === 0) return closure;

	throw new MissingPrerequisite(
		`Debian's packages of ${suite} do not run on this machine: ${defects.join('; ')}`,
		`See whether ${suite} still carries asterisk, baresip-core and tcpdump for ${machine.debian}.`,
	);
}

function attempt(root: string, machine: Machine, fetch: () => string[]): string[] {
	try {
		mkdirSync(root, { recursive: true });
		for (const file of fetch()) runWell('dpkg-deb', ['-x', file, root]);
		return new Unpacked(root, machine).defects();
	} catch (error) {
		return [error instanceof Error ? error.message : String(error)];
	}
}

function hash(text: string): string {
	return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

function loopbackLibrary(home: string): string {
	const name = `loonly-${hash(loopbackSource)}`;
	const library = join(home, `${name}.so`);
	if (existsSync(library)) return library;

	const source = join(home, `${name}.c`);
	const fresh = join(home, `${name}-${process.pid}.so`);
	writeFileSync(source, loopbackSource);
	const compiled = run('gcc', ['-O2', '-shared', '-fPIC', '-o', fresh, source, '-ldl']);
	if (compiled.status !== 0)
		throw new MissingPrerequisite(
			`The library that keeps the bench on loopback cannot be compiled:\n${compiled.errors.trim()}`,
			'Install the packages gcc and libc6-dev.',
		);
	renameSync(fresh, library);
	return library;
}
