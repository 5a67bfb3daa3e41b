import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { AmiMessage } from './ami/message.cts';
import { AmiObserver } from './ami/amiObserver.cts';
import { startCapture } from './audio/rtpCapture.cts';
import type { AudioCapture } from './audio/audioCapture.cts';
import type { Levels } from './audio/verdict.cts';
import { measure } from './audio/measure.cts';
import { readRecordings } from './audio/recordings.cts';
import { sine } from './audio/tone.cts';
import { writeWav } from './audio/wav.cts';
import { runFolder } from './program.cts';
import type { Installation } from './installation/installation.cts';
import { install, type Say } from './installation/install.cts';
import { Asterisk } from './pbx/asterisk.cts';
import { pbxDefaults, type PbxOptions } from './pbx/configuration.cts';
import { managerUsers } from './pbx/managers.cts';
import type { Answering } from './phone/configuration.cts';
import { Phone } from './phone/phone.cts';
import { extensionOf, linesOf, phoneNames, toneDbfs, toneOf, type PhoneName } from './phones.cts';
import { claimPorts, type Ports } from './ports.cts';
import { nonLoopbackSockets, type BoundSocket } from './sockets.cts';
import { until } from '../poll.cts';

export interface BenchOptions {
	log: Say;
	pbx: Partial<PbxOptions>;
	/** `capture` needs root; `recordings` are the phones' own; `best` takes what the machine allows. */
	audioCapture: 'capture' | 'recordings' | 'best';
	answering: Record<PhoneName, Answering>;
}

const defaults: BenchOptions = {
	log: () => undefined,
	pbx: pbxDefaults,
	audioCapture: 'best',
	answering: { A: 'byHeader', B: 'auto', C: 'auto', D: 'auto' },
};

/** A call between two phones, with both channels in one bridge. */
export interface Call {
	caller: PhoneName;
	called: PhoneName;
	callerChannel: string;
	calledChannel: string;
}

const toneSeconds = 300;
const timeoutMs = 10_000;
/** Voice of a new call or mode is all there after this. */
const settleMs = 1_000;

/** A real PBX with four phones on loopback, and the measurement of who hears whom. */
export class Bench {
	/** The PBX's AMI users. */
	static readonly users = managerUsers;

	/** What was opened, the newest last. */
	private readonly opened: (() => Promise<void> | void)[] = [];
	private readonly phones = new Map<PhoneName, Phone>();
	private running: { asterisk: Asterisk; amiObserver: AmiObserver } | undefined;
	private audioCapture: AudioCapture | undefined;

	private constructor(
		readonly installation: Installation,
		readonly ports: Ports,
		/** Everything this run wrote down; removed when the bench closes. */
		readonly folder: string,
		private pbxOptions: PbxOptions,
	) {}

	static async open(wanted: Partial<BenchOptions> = {}): Promise<Bench> {
		const options = { ...defaults, ...wanted };
		const installation = await install(options.log);
		const claim = await claimPorts();
		const bench = new Bench(installation, claim.ports, runFolder(), {
			...pbxDefaults,
			...options.pbx,
		});
		bench.opened.push(() => claim.release());
		try {
			await bench.start(options);
			return bench;
		} catch (error) {
			await bench.close('keepFolder');
			throw new Error(`The bench did not start; its files are in ${bench.folder}.`, {
				cause: error,
			});
		}
	}

	/** Base URL of the PBX: `/mxml` below it is AMI over HTTP. */
	get url(): string {
		const { httpPrefix } = this.pbxOptions;
		return `http://127.0.0.1:${this.ports.http}${httpPrefix === '' ? '' : `/${httpPrefix}`}`;
	}

	get asterisk(): Asterisk {
		return this.runningPbx().asterisk;
	}

	/** Sees what happens on the PBX. A restart of the PBX gives another one. */
	get amiObserver(): AmiObserver {
		return this.runningPbx().amiObserver;
	}

	/** What the levels come from. */
	get audioSource(): string {
		return this.openedCapture().source;
	}

	phone(name: PhoneName): Phone {
		const phone = this.phones.get(name);
		if (phone === undefined) throw new Error(`Phone ${name} is not running.`);
		return phone;
	}

	/** Phone `caller` calls phone `called`; returns when the two are connected. */
	async call(caller: PhoneName, called: PhoneName): Promise<Call> {
		const since = this.amiObserver.now();
		await this.phone(caller).dial(extensionOf[called]);
		const callerChannel = await this.bridged(caller, since);
		const calledChannel = await this.bridged(called, since);
		return { caller, called, callerChannel, calledChannel };
	}

	/** Name of the phone's channel as it enters a bridge. */
	async bridged(name: PhoneName, since: number): Promise<string> {
		const channel = channelsOf(name);
		const event = await this.amiObserver.event({ event: 'BridgeEnter', channel }, since);
		return event.channel ?? '';
	}

	/** Channels of a phone, as the PBX shows them now. */
	async channels(name: PhoneName): Promise<AmiMessage[]> {
		const pattern = channelsOf(name);
		const all = await this.amiObserver.channels();
		return all.filter(({ channel }) => channel !== undefined && pattern.test(channel));
	}

	/** Levels of every tone at every phone, from a second from now on. */
	async measure(milliseconds: number): Promise<Levels> {
		await sleep(settleMs);
		return measure(await this.openedCapture().listen(milliseconds), milliseconds);
	}

	/** Ends all calls and waits until the PBX has no channel left. */
	async hangUpAll(): Promise<void> {
		const looks = 2;
		for (let n = 0; n < looks; n++) {
			const channels = await this.amiObserver.channels();
			for (const { channel } of channels)
				if (channel !== undefined)
					await this.amiObserver.action({ Action: 'Hangup', Channel: channel });
		}
		await until('the PBX to have no calls', timeoutMs, async () =>
			(await this.amiObserver.channels()).length === 0 ? true : undefined,
		);
	}

	/** Restarts a phone with another way to take calls; returns when it is registered. */
	async setAnswering(name: PhoneName, answering: Answering): Promise<Phone> {
		if (this.phones.get(name)?.answering === answering) return this.phone(name);
		await this.switchOff(name);
		return await this.switchOn(name, answering);
	}

	/** Ends a phone; returns when the PBX knows that it is gone. */
	async switchOff(name: PhoneName): Promise<void> {
		await this.phone(name).end();
		this.phones.delete(name);
		await until(`phone ${name} to be unregistered`, timeoutMs, async () => {
			const registered = await this.amiObserver.registered();
			return linesOf(name).some((line) => registered.includes(line)) ? undefined : true;
		});
	}

	async switchOn(name: PhoneName, answering: Answering): Promise<Phone> {
		const phone = await Phone.start(name, answering, {
			installation: this.installation,
			ports: this.ports,
			folder: this.phoneFolder(name),
			tone: this.toneFile(name),
		});
		this.phones.set(name, phone);
		await until(`phone ${name} to be registered`, timeoutMs, async () => {
			const registered = await this.amiObserver.registered();
			return linesOf(name).every((line) => registered.includes(line)) ? true : undefined;
		});
		return phone;
	}

	/** Stops the PBX and starts it again: calls and logins are lost, phones stay registered. */
	async restartPbx(changed: Partial<PbxOptions> = {}): Promise<void> {
		this.pbxOptions = { ...this.pbxOptions, ...changed };
		await this.stopPbx();
		await this.startPbx();
	}

	async stopPbx(): Promise<void> {
		const { asterisk, amiObserver } = this.runningPbx();
		this.running = undefined;
		amiObserver.close();
		await asterisk.stop();
	}

	async startPbx(): Promise<void> {
		const { installation, folder, ports, pbxOptions } = this;
		const asterisk = await Asterisk.start(installation, folder, ports, pbxOptions);
		try {
			this.running = { asterisk, amiObserver: await AmiObserver.open(ports.ami) };
		} catch (error) {
			await asterisk.stop();
			throw error;
		}
	}

	/** Sockets of the bench that are not on loopback. There must be none. */
	nonLoopbackSockets(): BoundSocket[] {
		return nonLoopbackSockets(this.pids());
	}

	/** The PBX and the phones. */
	pids(): number[] {
		return [this.asterisk.pid, ...[...this.phones.values()].map(({ pid }) => pid)];
	}

	/** Ends everything the bench started. */
	async close(folder: 'keepFolder' | 'removeFolder' = 'removeFolder'): Promise<void> {
		for (let end = this.opened.pop(); end !== undefined; end = this.opened.pop()) await end();
		if (folder === 'removeFolder') rmSync(this.folder, { recursive: true, force: true });
	}

	private async start({ audioCapture, answering, log }: BenchOptions): Promise<void> {
		for (const name of phoneNames) {
			mkdirSync(this.phoneFolder(name));
			const tone = sine(toneOf[name], toneDbfs, toneSeconds);
			writeFileSync(this.toneFile(name), writeWav(tone));
		}
		this.audioCapture = await this.openAudioCapture(audioCapture, log);
		this.opened.push(() => this.audioCapture?.end());

		await this.startPbx();
		this.opened.push(async () => {
			if (this.running !== undefined) await this.stopPbx();
		});

		this.opened.push(() => this.endPhones());
		await Promise.all(phoneNames.map((name) => this.switchOn(name, answering[name])));
	}

	private async openAudioCapture(
		wanted: BenchOptions['audioCapture'],
		log: Say,
	): Promise<AudioCapture> {
		const recordings = () => readRecordings((name) => join(this.phoneFolder(name), 'wav'));
		const capture = () => startCapture(this.installation, this.folder, this.ports);
		if (wanted === 'recordings') return recordings();
		if (wanted === 'capture') return await capture();
		return await capture().catch((error: unknown) => {
			log(
				`${error instanceof Error ? error.message : String(error)}\nTaking the phones' recordings.`,
			);
			return recordings();
		});
	}

	private async endPhones(): Promise<void> {
		await Promise.all([...this.phones.values()].map((phone) => phone.end()));
		this.phones.clear();
	}

	private phoneFolder(name: PhoneName): string {
		return join(this.folder, name);
	}

	private toneFile(name: PhoneName): string {
		return join(this.folder, `${toneOf[name]}.wav`);
	}

	private runningPbx(): { asterisk: Asterisk; amiObserver: AmiObserver } {
		if (this.running !== undefined) return this.running;
		throw new Error('The PBX of the bench is not running.');
	}

	private openedCapture(): AudioCapture {
		if (this.audioCapture !== undefined) return this.audioCapture;
		throw new Error('The bench is not open yet: no audio is captured.');
	}
}

/** Names of the channels that belong to a phone. */
export function channelsOf(name: PhoneName): RegExp {
	return new RegExp(`^PJSIP/${extensionOf[name]}-`);
}
