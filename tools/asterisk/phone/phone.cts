import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Installation } from '../installation/installation.cts';
import { extensionOf, trunk, type PhoneName } from '../phones.cts';
import type { Ports } from '../ports.cts';
import { startProgram, type Program } from '../program.cts';
import { until } from '../../poll.cts';
import { type Answering, phoneConfiguration } from './configuration.cts';
import { PhoneControl, type PhoneEvent } from './control.cts';

const startTimeoutMs = 10_000;
const stopTimeoutMs = 3_000;
const callTimeoutMs = 10_000;

export interface PhoneSettings {
	installation: Installation;
	ports: Ports;
	/** The phone's own folder. */
	folder: string;
	/** WAV file with what the phone says. */
	tone: string;
	/** What the phone registers as at the PBX. */
	lines: readonly string[];
	/** Numbers outside at which it answers, without having registered. */
	numbers: readonly string[];
	/** Whether it has a camera. */
	hasVideo: boolean;
}

/** One SIP softphone. */
export class Phone {
	readonly extension: string;

	private constructor(
		readonly name: PhoneName,
		readonly answering: Answering,
		/** Folder with what the phone itself recorded. */
		readonly recordings: string,
		private readonly program: Program,
		private readonly control: PhoneControl,
	) {
		this.extension = extensionOf[name];
	}

	static async start(name: PhoneName, answering: Answering, place: PhoneSettings): Promise<Phone> {
		const { installation, ports, folder, ...account } = place;
		const recordings = join(folder, 'wav');
		mkdirSync(recordings, { recursive: true });
		const modules = installation.programs.phoneModules;
		const files = phoneConfiguration(name, ports, answering, {
			modules,
			recordings,
			...account,
		});
		for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);

		const program = startProgram({
			name: `phone ${name}`,
			command: installation.programs.command('usr/bin/baresip', '-4', '-f', folder),
			environment: { LD_PRELOAD: installation.loopback },
			folder,
			logFile: join(folder, 'console'),
		});
		const control = await until(`phone ${name} to start`, startTimeoutMs, () => {
			if (!program.running) throw new Error(`Phone ${name} ended:\n${program.lastOutput()}`);
			return PhoneControl.open(ports.phones[name].control, reactions[answering]);
		});
		return new Phone(name, answering, recordings, program, control);
	}

	get pid(): number {
		return this.program.pid;
	}

	get events(): readonly PhoneEvent[] {
		return this.control.events;
	}

	async dial(number: string): Promise<void> {
		await this.control.command('dial', number);
	}

	/** Calls as the customer outside, through the trunk. */
	async dialFromOutside(number: string): Promise<void> {
		await this.control.command('dial', `sip:${number}@${trunk.domain}`);
	}

	async hold(): Promise<void> {
		await this.control.command('hold');
	}

	async resume(): Promise<void> {
		// The phone refuses the command when it has no other call to hold, and resumes nevertheless.
		await this.control.command('resume').catch(() => undefined);
	}

	/** Takes the call that rings. */
	async answer(): Promise<void> {
		await this.control.command('accept');
	}

	/** Refuses the call that rings: the PBX gets 486 Busy Here. */
	async reject(): Promise<void> {
		await this.control.command('hangup');
	}

	async hangup(): Promise<void> {
		await this.control.command('hangup');
	}

	async hangupAll(): Promise<void> {
		await this.control.command('hangupall');
	}

	/** Hands the other party of the current call over to a number, without asking it first. */
	async transfer(number: string): Promise<void> {
		await this.control.command('transfer', number);
	}

	/** A point in the phone's events, to read what came after it. */
	now(): number {
		return this.events.length;
	}

	/** Waits until the phone rings; a ring since that moment counts. */
	async ringing(since: number): Promise<void> {
		await until(`phone ${this.name} to ring`, callTimeoutMs, () =>
			this.events.slice(since).find(({ type }) => type === 'CALL_INCOMING'),
		);
	}

	async end(): Promise<void> {
		this.control.close();
		await this.program.end('SIGINT', stopTimeoutMs);
	}
}

type Reaction = (event: PhoneEvent, control: PhoneControl) => void;

const leaveIt: Reaction = () => undefined;

const refuseCalls: Reaction = ({ type }, control) => {
	if (type === 'CALL_INCOMING') control.command('hangup').catch(() => undefined);
};

const reactions: Record<Answering, Reaction> = {
	auto: leaveIt,
	manual: leaveIt,
	byHeader: leaveIt,
	busy: refuseCalls,
};
