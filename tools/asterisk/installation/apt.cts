import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';

import { run, runWell } from './command.cts';
import { MissingPrerequisite } from './machine.cts';
import { libraries, suite, wanted } from './packages.cts';

const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';

/** The Debian mirrors that apt on this machine uses already. */
export function mirrors(): string[] {
	const uris = run('apt-get', ['update', '--print-uris']).output;
	const found = [...uris.matchAll(/'([^']+)\/dists\/([^'/]+)\/InRelease'/g)]
		.filter(([, , itsSuite]) => itsSuite?.includes('security') === false)
		.map(([, mirror]) => mirror ?? '');
	return [...new Set(found)];
}

/** An apt of our own: its lists, cache and status lie in `folder`, the machine's stay untouched. */
export class PrivateApt {
	private readonly options: string[];

	constructor(private readonly folder: string) {
		const inside = (name: string) => join(folder, name);
		for (const name of ['lists/partial', 'cache/archives/partial', 'none'])
			mkdirSync(inside(name), { recursive: true });
		for (const name of ['preferences', 'status']) writeFileSync(inside(name), '');
		this.options = [
			`Dir::Etc::sourcelist=${inside('sources.list')}`,
			`Dir::Etc::sourceparts=${inside('none')}`,
			`Dir::Etc::preferences=${inside('preferences')}`,
			`Dir::Etc::preferencesparts=${inside('none')}`,
			`Dir::State::lists=${inside('lists')}`,
			`Dir::State::status=${inside('status')}`,
			`Dir::Cache=${inside('cache')}`,
			`APT::Sandbox::User=${userInfo().username}`,
			'APT::Update::Error-Mode=any',
			'Acquire::Retries=2',
		].flatMap((option) => ['-o', option]);
	}

	/** Reads the package lists of the suite from the first mirror that has it. */
	update(): void {
		if (!existsSync(keyring))
			throw new MissingPrerequisite(
				`Debian's signing keys are not on this machine (${keyring}).`,
				'Install the package debian-archive-keyring.',
			);
		const tried: string[] = [];
		for (const mirror of mirrors()) {
			writeFileSync(
				join(this.folder, 'sources.list'),
				`deb [signed-by=${keyring}] ${mirror} ${suite} main\n`,
			);
			const done = run('apt-get', [...this.options, 'update']);
			if (done.status === 0) return;
			tried.push(done.errors.trim());
		}
		throw new MissingPrerequisite(
			tried.length === 0
				? "apt's source list on this machine names no Debian mirror."
				: `No mirror of apt's source list gave the suite ${suite}:\n${tried.join('\n')}`,
			`Enter a Debian mirror that carries ${suite} in apt's source list, and check the network.`,
		);
	}

	/** Package files with just the libraries the bench needs. */
	fetchFew(): string[] {
		const folder = join(this.folder, 'few');
		mkdirSync(folder, { recursive: true });
		runWell('apt-get', [...this.options, 'download', ...wanted, ...libraries], folder);
		return packageFiles(folder);
	}

	/** Package files of everything the wanted ones depend on. */
	fetchClosure(): string[] {
		const names = ['--download-only', '--yes', 'install', '--no-install-recommends', ...wanted];
		runWell('apt-get', [...this.options, ...names]);
		return packageFiles(join(this.folder, 'cache', 'archives'));
	}
}

function packageFiles(folder: string): string[] {
	return readdirSync(folder)
		.filter((name) => name.endsWith('.deb'))
		.map((name) => join(folder, name));
}
