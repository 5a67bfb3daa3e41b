import type { Clock } from '../../../pbx/model/clock';
import { Failure } from '../../../pbx/model/failure';
import type { Calls } from '../../../pbx/model/calls';
import type { Extension, ExtensionState } from '../../../pbx/model/extension';
import type { Monitoring, MonitorRequest, MonitoringStarted } from '../../../pbx/model/monitoring';
import type { Pbx } from '../../../pbx/model/pbx';
import { CallWatches } from '../../../pbx/supervision/watching/callWatches';
import { StateQueries } from '../../../pbx/supervision/watching/stateQueries';
import type { SupervisionContext } from '../../../pbx/supervision/watching/context';

interface Sleeper {
	due: number;
	wake: () => void;
}

/** A clock that jumps to the next moment at which something is due, as soon as nothing else is left to do. */
export class ScriptedClock implements Clock {
	private time = 0;
	private sleepers: Sleeper[] = [];
	private isCancelled = false;
	private pumping = false;

	now(): number {
		return this.time;
	}

	cancelled(): boolean {
		return this.isCancelled;
	}

	cancel(): void {
		this.isCancelled = true;
		for (const { wake } of this.sleepers.splice(0)) wake();
	}

	/** Something happens at this moment. */
	at(moment: number, act: () => void): void {
		void this.sleep(moment - this.time).then(act);
	}

	async sleep(ms: number): Promise<void> {
		if (this.cancelled()) return;
		await new Promise<void>((wake) => {
			this.sleepers.push({ due: this.time + ms, wake });
			if (!this.pumping) this.pump();
		});
	}

	private pump(): void {
		this.pumping = true;
		setImmediate(() => {
			this.pumping = false;
			const [next] = this.sleepers.sort((a, b) => a.due - b.due);
			if (!next) return;
			this.time = Math.max(this.time, next.due);
			this.sleepers.shift();
			next.wake();
			this.pump();
		});
	}
}

type Answer = MonitoringStarted | Failure;

/** A PBX whose extensions are what the test says; `log` has what was asked of it, with the time. */
export class ScriptedPbx {
	readonly clock = new ScriptedClock();
	readonly log: string[] = [];
	private readonly states = new Map<string, Partial<Extension>>();

	constructor(
		/** What the PBX answers to the requests, the last answer again and again. */
		private readonly answers: Answer[] = [{ result: 'accepted' }],
		private readonly parts: {
			monitoring?: Partial<Monitoring>;
			calls?: Calls;
			/** ms that a state query takes. */
			slowness?: number;
		} = {},
	) {}

	set(number: string, state: ExtensionState | Partial<Extension>): void {
		this.states.set(number, typeof state === 'string' ? { state } : state);
	}

	readonly pbx: Pbx = {
		monitoring: {
			shows: 'busyPhone',
			start: async ({ mode, supervisor, monitored }: MonitorRequest) => {
				this.note(`${mode} ${supervisor} ${monitored}`);
				const answer = this.answers.length > 1 ? this.answers.shift() : this.answers[0];
				return await Promise.resolve(answer ?? { result: 'accepted' });
			},
		},
		extensions: {
			list: async () => await this.seen('list', [...this.states.keys()]),
			query: async (numbers = []) => await this.seen(`query ${numbers.join(' ')}`, numbers),
		},
	};

	readonly context: SupervisionContext = {
		startedAtMs: 0,
		clock: this.clock,
		states: new StateQueries().asking('', this.pbx.extensions, this.clock),
		waitForCall: new CallWatches().waiting('', this.pbx.extensions, this.clock),
		yieldSlot: async (wait) => await wait(),
	};

	/** The PBX with the parts that the test wants. */
	withParts(): Pbx {
		const { monitoring, calls = this.hangingUp() } = this.parts;
		const own = this.pbx.monitoring;
		return { ...this.pbx, calls, monitoring: own && { ...own, ...monitoring } };
	}

	private hangingUp(): Calls {
		return {
			hangUp: async (number) => {
				this.note(`hangUp ${number}`);
				this.set(number, 'idle');
				return await Promise.resolve('done');
			},
		};
	}

	private async seen(asked: string, numbers: readonly string[]): Promise<Extension[]> {
		this.note(asked);
		const found = numbers.flatMap((number) => {
			const state = this.states.get(number);
			return state ? [extension(number, state)] : [];
		});
		const { slowness = 0 } = this.parts;
		if (slowness > 0) await this.clock.sleep(slowness);
		return found;
	}

	private note(what: string): void {
		this.log.push(`${this.clock.now()} ${what}`);
	}
}

function extension(number: string, state: Partial<Extension>): Extension {
	return { number, name: '', state: 'idle', rawState: '', ...state };
}
