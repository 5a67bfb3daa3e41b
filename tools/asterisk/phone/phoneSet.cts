import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { until } from '../../poll.cts';
import { sine } from '../audio/tone.cts';
import { writeWav } from '../audio/wav.cts';
import type { Installation } from '../installation/installation.cts';
import { phoneNames, toneDbfs, toneOf, type PhoneName } from '../phones.cts';
import type { Ports } from '../ports.cts';
import type { Answering } from './configuration.cts';
import { Phone } from './phone.cts';

const toneSeconds = 300;
const registrationTimeoutMs = 10_000;

export interface PhoneSetSettings {
	installation: Installation;
	ports: Ports;
	/** Gets a folder for each phone, and what each phone says. */
	folder: string;
	/** What each phone registers as at the PBX. */
	linesOf: (name: PhoneName) => readonly string[];
	/** Numbers outside at which each phone answers, without having registered. */
	numbersOf: (name: PhoneName) => readonly string[];
	/** Phones with a camera. */
	video: readonly PhoneName[];
	/** Extensions and trunks that are registered at the PBX now. */
	registered: () => Promise<string[]>;
}

/** The bench's phones, those that are switched on. */
export class PhoneSet {
	private readonly phones = new Map<PhoneName, Phone>();

	constructor(private readonly settings: PhoneSetSettings) {}

	/** Writes what the phones say. */
	prepare(): void {
		for (const name of phoneNames) {
			mkdirSync(this.folderOf(name));
			const tone = sine(toneOf[name], toneDbfs, toneSeconds);
			writeFileSync(this.toneFile(name), writeWav(tone));
		}
	}

	get(name: PhoneName): Phone {
		const phone = this.phones.get(name);
		if (phone === undefined) throw new Error(`Phone ${name} is not running.`);
		return phone;
	}

	has(name: PhoneName): boolean {
		return this.phones.has(name);
	}

	/** Returns when the phone is registered. */
	async switchOn(name: PhoneName, answering: Answering): Promise<Phone> {
		// A second program would find the ports taken, and nobody would end the first.
		if (this.phones.has(name)) throw new Error(`Phone ${name} is on already.`);
		const { installation, ports, linesOf, numbersOf, video, registered } = this.settings;
		const phone = await Phone.start(name, answering, {
			installation,
			ports,
			folder: this.folderOf(name),
			tone: this.toneFile(name),
			lines: linesOf(name),
			numbers: numbersOf(name),
			hasVideo: video.includes(name),
		});
		this.phones.set(name, phone);
		await until(`phone ${name} to be registered`, registrationTimeoutMs, async () => {
			const lines = await registered();
			return linesOf(name).every((line) => lines.includes(line)) ? true : undefined;
		});
		return phone;
	}

	/** Returns when the PBX knows that the phone is gone. */
	async switchOff(name: PhoneName): Promise<void> {
		const { linesOf, registered } = this.settings;
		// Another phone may be registered as the same device.
		const countOf = (line: string, lines: string[]) => lines.filter((one) => one === line).length;
		const before = await registered();
		await this.get(name).end();
		this.phones.delete(name);
		await until(`phone ${name} to be unregistered`, registrationTimeoutMs, async () => {
			const now = await registered();
			const isGone = linesOf(name).every((line) => countOf(line, now) < countOf(line, before));
			return isGone ? true : undefined;
		});
	}

	/** Restarts the phone where it answers in another way now. */
	async setAnswering(name: PhoneName, answering: Answering): Promise<Phone> {
		if (this.phones.get(name)?.answering === answering) return this.get(name);
		await this.switchOff(name);
		return await this.switchOn(name, answering);
	}

	recordingsOf(name: PhoneName): string {
		return join(this.folderOf(name), 'wav');
	}

	pids(): number[] {
		return [...this.phones.values()].map(({ pid }) => pid);
	}

	async end(): Promise<void> {
		await Promise.all([...this.phones.values()].map((phone) => phone.end()));
		this.phones.clear();
	}

	private folderOf(name: PhoneName): string {
		return join(this.settings.folder, name);
	}

	private toneFile(name: PhoneName): string {
		return join(this.settings.folder, `${toneOf[name]}.wav`);
	}
}
