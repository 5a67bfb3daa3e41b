import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { run as runOnce } from '../installation/command.cts';
import type { Installation } from '../installation/installation.cts';
import type { Ports } from '../ports.cts';
import { startProgram, type Program } from '../program.cts';
import { until } from '../../poll.cts';
import { pbxConfiguration, type PbxOptions } from './configuration.cts';
import { dataFolder } from './sounds.cts';

const startTimeoutMs = 20_000;
const stopTimeoutMs = 20_000;

/** The bench's Asterisk: started in the foreground, stopped by its process id. */
export class Asterisk {
	private constructor(
		private readonly installation: Installation,
		private readonly folder: string,
		private readonly program: Program,
	) {}

	static async start(
		installation: Installation,
		folder: string,
		ports: Ports,
		options: PbxOptions,
	): Promise<Asterisk> {
		for (const name of ['etc', 'lib', 'db', 'spool', 'run', 'log'])
			mkdirSync(join(folder, name), { recursive: true });
		const { programs, loopback } = installation;
		const folders = {
			run: folder,
			modules: programs.pbxModules,
			data: dataFolder(folder, programs.pbxData),
		};
		const files = pbxConfiguration(folders, ports, options);
		for (const [name, text] of Object.entries(files))
			writeFileSync(join(folder, 'etc', name), text);

		const program = startProgram({
			name: 'Asterisk',
			command: programs.command('usr/sbin/asterisk', '-f', '-C', join(folder, 'etc/asterisk.conf')),
			environment: { LD_PRELOAD: loopback },
			folder,
			logFile: join(folder, 'log/console'),
		});
		const asterisk = new Asterisk(installation, folder, program);
		await asterisk.ready();
		return asterisk;
	}

	get pid(): number {
		return this.program.pid;
	}

	/** Everything Asterisk wrote down, for looking at SIP messages and warnings. */
	get logFile(): string {
		return join(this.folder, 'log/full');
	}

	/** A line of Asterisk's own command line. */
	cli(line: string): string {
		const conf = join(this.folder, 'etc/asterisk.conf');
		const command = this.installation.programs.command(
			'usr/sbin/asterisk',
			'-C',
			conf,
			'-rx',
			line,
		);
		const [file = '', ...args] = command;
		const { output, errors } = runOnce(file, args);
		return `${output}${errors}`;
	}

	async stop(): Promise<void> {
		await this.program.end('SIGTERM', stopTimeoutMs);
	}

	private async ready(): Promise<void> {
		await until('Asterisk to boot', startTimeoutMs, () => {
			if (!this.program.running)
				throw new Error(`Asterisk ended while it started:\n${this.program.lastOutput()}`);
			return /fully booted/i.test(this.cli('core waitfullybooted')) ? true : undefined;
		});
	}
}
