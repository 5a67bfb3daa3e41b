import type { LiveCall } from '../../../../../pbx/model/calls';
import type { Extension } from '../../../../../pbx/model/extension';
import { Failure } from '../../../../../pbx/model/failure';
import type { MonitoringStarted } from '../../../../../pbx/model/monitoring';
import { startMonitoring } from '../../../../../pbx/supervision/startMonitoring';
import {
	prove,
	type Cell,
	type Levels,
	type Roles,
} from '../../../../../tools/asterisk/audio/verdict.cts';
import { Bench } from '../../../../../tools/asterisk/bench.cts';
import { freePbx } from '../../../../../tools/asterisk/pbx/freepbx/freePbx.cts';
import type { Answering } from '../../../../../tools/asterisk/phone/configuration.cts';
import { extensionOf, type PhoneName } from '../../../../../tools/asterisk/phones.cts';
import { until } from '../../../../../tools/poll.cts';
import { credentialOf, realLine, type RealLine } from '../realLine.cts';
import { EventLog } from './eventLog.cts';

export const supervisor = extensionOf.A;

const fields = { dialplanContext: 'from-internal' };
const usual: Record<PhoneName, Answering> = { A: 'byHeader', B: 'auto', C: 'auto', D: 'auto' };
const patienceMs = 10_000;
const measuredMs = 1_500;
/** At 25 ms and a request each: about half a second. */
const steadyPolls = 15;

/** The real Asterisk with the dialplan of FreePBX, the driver, and the events that its poll gives. */
export class FreePbxBench {
	private since = 0;

	private constructor(
		readonly bench: Bench,
		readonly line: RealLine,
		private readonly log: EventLog,
	) {}

	static async open(system = freePbx): Promise<FreePbxBench> {
		const bench = await Bench.open({ pbx: { system } });
		const log = await EventLog.open({ ...credentialOf(bench, Bench.users.n8n), ...fields });
		return new FreePbxBench(bench, realLine(bench, { fields }), log);
	}

	async close(): Promise<void> {
		await this.log.close();
		await this.bench.close();
	}

	/** No call any more, and every phone takes calls as at the beginning. */
	async reset(): Promise<void> {
		await this.bench.hangUpAll();
		for (const name of ['A', 'B', 'C', 'D'] as const)
			await this.bench.setAnswering(name, usual[name]);
	}

	/** These phones ring until somebody answers. */
	async letRing(...names: PhoneName[]): Promise<void> {
		for (const name of names) await this.bench.setAnswering(name, 'manual');
	}

	/**
	 * Calls several phones, and lets one of them answer, as this device, once the PBX knows that all of them ring: at an
	 * answer it cancels the others, of which some may not have begun to.
	 */
	async answerWhenAllRing(
		answering: { name: PhoneName; device: string },
		ringing: PhoneName[],
		call: () => Promise<unknown>,
	): Promise<void> {
		await this.letRing(...ringing);
		await this.connect(answering.device, async () => {
			const { amiObserver } = this.bench;
			const since = amiObserver.now();
			await call();
			const rings = { event: 'Newstate', channel: /^PJSIP\//, channelstatedesc: 'Ringing' };
			await amiObserver.eventCount(ringing.length, rings, since);
			await this.bench.phone(answering.name).answer();
		});
	}

	/** Does what connects a device to a call, and returns when it is; events count from now on. */
	async connect(device: string, call: () => Promise<unknown>): Promise<void> {
		this.since = this.log.now();
		await this.connectAlso(device, call);
	}

	/** The same for a further device of the call. */
	async connectAlso(device: string, call: () => Promise<unknown>): Promise<void> {
		const { amiObserver } = this.bench;
		const since = amiObserver.now();
		await call();
		const channel = new RegExp(`^PJSIP/${device}-\\w+$`);
		await amiObserver.event({ event: 'BridgeEnter', channel }, since);
		await this.settled();
	}

	async extension(number: string): Promise<Extension> {
		const found = await this.line.pbx.extensions.query([number]);
		const [one] = found instanceof Failure ? [] : found;
		if (one === undefined) throw new Error(`Extension ${number} is not shown.`);
		return one;
	}

	/** The extension, as soon as it is idle. */
	async idle(number: string): Promise<Extension> {
		return await until(`extension ${number} to be idle`, patienceMs, async () => {
			const found = await this.extension(number);
			return found.state === 'idle' ? found : undefined;
		});
	}

	async liveCalls(): Promise<LiveCall[]> {
		const calls = await this.line.pbx.calls.list?.();
		if (calls === undefined || calls instanceof Failure) throw new Error('The list failed.');
		return calls;
	}

	/** The call that is in this state, as soon as there is one: a phone tells the PBX a moment later that it holds. */
	async liveCallIn(state: LiveCall['state']): Promise<LiveCall> {
		return await until(`the call to be ${state}`, patienceMs, async () =>
			(await this.liveCalls()).find((one) => one.state === state),
		);
	}

	async whisper(monitored: string, by = supervisor): Promise<MonitoringStarted | Failure> {
		const request = { mode: 'whisper', supervisor: by, monitored } as const;
		return await startMonitoring(this.line.pbx, request);
	}

	/** What every phone hears now. */
	async levels(): Promise<Levels> {
		return await this.bench.measure(measuredMs);
	}

	/** Whispers, measures who hears whom, and stops: what was heard by somebody else than it should. */
	async wrongInWhisper(monitored: string, roles: Roles): Promise<Cell[]> {
		const started = await this.whisper(monitored);
		if (started instanceof Failure) throw new Error(started.message);
		const wrong = prove(await this.levels(), 'whisper', roles).verdict.wrong;
		await this.stop(monitored);
		return wrong;
	}

	/** Stops the whisper; returns when the supervisor's phone is free. */
	async stop(monitored: string): Promise<void> {
		const stopped = await this.line.pbx.monitoring.stop?.({ supervisor, monitored });
		if (stopped !== 'done') throw new Error('The whisper was not stopped.');
		await this.free();
	}

	/** Waits until the supervisor's phone is free. */
	async free(): Promise<void> {
		await until("the supervisor's phone to be free", patienceMs, async () =>
			(await this.bench.channels('A')).length === 0 ? true : undefined,
		);
	}

	/** Ends the calls, and gives the events since the first one began; `last` must be among them. */
	async events(last: string): Promise<string[]> {
		await this.bench.hangUpAll();
		return await this.log.untilCalls(last, this.since);
	}

	states(extension: string): string[] {
		return this.log.states(extension, this.since);
	}

	/** Channels between two phones vanish a moment after the answer. */
	private async settled(): Promise<void> {
		let before = '';
		let steady = 0;
		await until('the channels to stay as they are', patienceMs, async () => {
			const channels = await this.bench.amiObserver.channels();
			const now = channels
				.map(({ channel }) => channel)
				.sort()
				.join();
			steady = now === before ? steady + 1 : 0;
			before = now;
			return steady === steadyPolls ? true : undefined;
		});
	}
}
