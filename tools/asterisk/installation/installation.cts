import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { pbxModules } from '../pbx/modules.cts';
import { phoneModules } from '../phone/configuration.cts';
import { run } from './command.cts';
import type { Machine } from './machine.cts';

export type ProgramFile = 'usr/sbin/asterisk' | 'usr/bin/baresip' | 'usr/bin/tcpdump';

export interface Versions {
	asterisk: string;
	phones: string;
	capture: string;
}

/** Debian's packages unpacked in a folder. They run with that folder's own loader and C library. */
export class Unpacked {
	readonly pbxModules: string;
	readonly pbxData: string;
	readonly phoneModules: string;
	private readonly libraries: string;

	constructor(
		private readonly root: string,
		private readonly machine: Machine,
	) {
		this.libraries = join(root, 'usr/lib', machine.libraries);
		this.pbxModules = join(this.libraries, 'asterisk/modules');
		this.pbxData = join(root, 'usr/share/asterisk');
		this.phoneModules = join(root, 'usr/lib/baresip/modules');
	}

	command(program: ProgramFile, ...args: string[]): string[] {
		return [...this.loader(), join(this.root, program), ...args];
	}

	versions(): Versions {
		return {
			asterisk: this.firstLine('usr/sbin/asterisk', '-V'),
			phones: this.firstLine('usr/bin/baresip', '-h').replace(/ Copyright.*/, ''),
			capture: this.firstLine('usr/bin/tcpdump', '--version'),
		};
	}

	/** What keeps the programs from running; empty when nothing does. */
	defects(): string[] {
		const { asterisk, phones, capture } = this.versions();
		return [
			...(asterisk.startsWith('Asterisk ') ? [] : [`asterisk says: ${asterisk}`]),
			...(phones.startsWith('baresip ') ? [] : [`baresip says: ${phones}`]),
			...(capture.startsWith('tcpdump ') ? [] : [`tcpdump says: ${capture}`]),
			...pbxModules.flatMap((name) => this.defectOf(join(this.pbxModules, name))),
			...phoneModules.flatMap((name) => this.defectOf(join(this.phoneModules, name))),
		];
	}

	private defectOf(module: string): string[] {
		if (!existsSync(`${module}.so`)) return [`${module}.so is not in the packages`];
		const [file, ...args] = [...this.loader(), '--list', `${module}.so`];
		const { output } = run(file, args);
		return [...output.matchAll(/(\S+) => not found/g)].map(
			([, library]) => `${library} is missing`,
		);
	}

	private firstLine(program: ProgramFile, argument: string): string {
		const [file, ...args] = [...this.loader(), join(this.root, program), argument];
		const { output, errors } = run(file, args);
		return `${output}${errors}`.split('\n', 1)[0] ?? '';
	}

	private loader(): [string, ...string[]] {
		return [join(this.libraries, this.machine.loader), '--library-path', this.libraries];
	}
}

export interface Installation {
	programs: Unpacked;
	/** The library that keeps every socket on the loopback addresses. */
	loopback: string;
	versions: Versions;
}
