import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Log } from '../log.cts';
import { AmiObserver } from './ami/amiObserver.cts';
import type { AmiMessage } from './ami/message.cts';
import type { AudioCapture } from './audio/audioCapture.cts';
import { loudest, measure } from './audio/measure.cts';
import { openCapture, type CaptureKind } from './audio/openCapture.cts';
import type { Levels } from './audio/verdict.cts';
import { readWav } from './audio/wav.cts';
import { install } from './installation/install.cts';
import type { Installation } from './installation/installation.cts';
import { Asterisk } from './pbx/asterisk.cts';
import { pbxDefaults, type PbxOptions } from './pbx/configuration.cts';
import { managerUsers } from './pbx/managers.cts';
import type { Answering } from './phone/configuration.cts';
import type { Phone } from './phone/phone.cts';
import { PhoneSet } from './phone/phoneSet.cts';
import {
	channelsOf,
	extensionOf,
	linesOf,
	outsidePhone,
	phoneNames,
	type PhoneName,
} from './phones.cts';
import { claimPorts, type Ports } from './ports.cts';
import { runFolder } from './program.cts';
import { nonLoopbackSockets, type BoundSocket } from './sockets.cts';

export interface BenchOptions {
	log: Log;
	pbx: Partial<PbxOptions>;
	audioCapture: CaptureKind;
	answering: Record<PhoneName, Answering>;
}

const defaults: BenchOptions = {
	log: () => undefined,
	pbx: pbxDefaults,
	audioCapture: 'best',
	answering: { A: 'byHeader', B: 'auto', C: 'auto', D: 'auto' },
};

/** The channels of a call between two phones; both are in one bridge. */
export interface Call {
	callerChannel: string;
	calledChannel: string;
}

/** Audio of a new call or mode has arrived completely after this. */
const settleMs = 1_000;

/** A real PBX with four phones on loopback, and the measurement of who hears whom. */
export class Bench {
	/** The PBX's AMI users. */
	static readonly users = managerUsers;

	/** What was opened, the newest last. */
	private readonly opened: (() => Promise<void> | void)[] = [];
	private readonly phones: PhoneSet;
	private running: { asterisk: Asterisk; amiObserver: AmiObserver } | undefined;
	private audioCapture: AudioCapture | undefined;

	private constructor(
		readonly installation: Installation,
		readonly ports: Ports,
		/** Everything this run wrote down; removed when the bench closes. */
		readonly folder: string,
		private pbxOptions: PbxOptions,
	) {
		const registered = () => this.amiObserver.registered();
		const { devices, outsideNumbers, video } = pbxOptions.system;
		this.phones = new PhoneSet({
			installation,
			ports,
			folder,
			linesOf: (name) => [...linesOf(name), ...(devices[name] ?? [])],
			numbersOf: (name) => (name === outsidePhone ? outsideNumbers : []),
			video,
			registered,
		});
	}

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
		return this.phones.get(name);
	}

	/** Phone `caller` calls phone `called`; returns when the two are connected. */
	async call(caller: PhoneName, called: PhoneName): Promise<Call> {
		const since = this.amiObserver.now();
		await this.phone(caller).dial(extensionOf[called]);
		const callerChannel = await this.bridged(caller, since);
		const calledChannel = await this.bridged(called, since);
		return { callerChannel, calledChannel };
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

	/** What the PBX recorded, by the name of the file without its suffix. */
	recordingOnPbx(name: string): Int16Array {
		return readWav(readFileSync(join(this.folder, 'spool/monitor', `${name}.wav`)));
	}

	/** Levels of every tone at every phone, from a second from now on. */
	async measure(milliseconds: number): Promise<Levels> {
		await sleep(settleMs);
		return measure(await this.openedCapture().listen(milliseconds), milliseconds);
	}

	/** The loudest moment of a tone at every phone, from now on: of a sound that is short. */
	async loudest(hertz: number, milliseconds: number): Promise<Record<PhoneName, number>> {
		return loudest(await this.openedCapture().listen(milliseconds), hertz);
	}

	/** Ends all calls and waits until the PBX has no channel left. */
	async hangUpAll(): Promise<void> {
		await this.amiObserver.hangUpAll();
	}

	/** Restarts a phone with another way to take calls; returns when it is registered. */
	setAnswering(name: PhoneName, answering: Answering): Promise<Phone> {
		return this.phones.setAnswering(name, answering);
	}

	/** Ends a phone; returns when the PBX knows that it is gone. */
	switchOff(name: PhoneName): Promise<void> {
		return this.phones.switchOff(name);
	}

	switchOn(name: PhoneName, answering: Answering): Promise<Phone> {
		return this.phones.switchOn(name, answering);
	}

	/** Starts a phone that is off, and leaves one that is on alone. */
	async ensureOn(name: PhoneName, answering: Answering): Promise<void> {
		if (!this.phones.has(name)) await this.phones.switchOn(name, answering);
	}

	isOn(name: PhoneName): boolean {
		return this.phones.has(name);
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
		return [this.asterisk.pid, ...this.phones.pids()];
	}

	/** Ends everything the bench started. */
	async close(folder: 'keepFolder' | 'removeFolder' = 'removeFolder'): Promise<void> {
		for (let end = this.opened.pop(); end !== undefined; end = this.opened.pop()) await end();
		if (folder === 'removeFolder') rmSync(this.folder, { recursive: true, force: true });
	}

	private async start({ audioCapture, answering, log }: BenchOptions): Promise<void> {
		const { installation, ports, folder, phones } = this;
		phones.prepare();
		const recordingsOf = (name: PhoneName) => phones.recordingsOf(name);
		const settings = { installation, ports, folder, recordingsOf, log };
		this.audioCapture = await openCapture(audioCapture, settings);
		this.opened.push(() => this.audioCapture?.end());

		await this.startPbx();
		this.opened.push(async () => {
			if (this.running !== undefined) await this.stopPbx();
		});

		this.opened.push(() => phones.end());
		await Promise.all(phoneNames.map((name) => this.switchOn(name, answering[name])));
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
