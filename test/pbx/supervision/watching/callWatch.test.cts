import type { Clock } from '../../../../pbx/model/clock';
import type { ExtensionState, ExtensionSummary } from '../../../../pbx/model/extension';
import { Failure } from '../../../../pbx/model/failure';
import { executionCancelled } from '../../../../pbx/model/failures/general';
import type { Waited } from '../../../../pbx/supervision/watching/callWatch';
import { CallWatches } from '../../../../pbx/supervision/watching/callWatches';
import { clockUntil } from '../../../../transport/clock';
import { ScriptedClock } from '../scriptedPbx.cts';

const minute = 60_000;

/** A PBX on which all agents are idle until the test says otherwise; executions reach it each by itself. */
class Office {
	readonly clock = new ScriptedClock();
	readonly watches = new CallWatches();
	/** When which execution asked. */
	readonly queries: Array<{ atMs: number; by: string }> = [];
	readonly inCall = new Set<string>();
	/** What the next queries give instead of the states. */
	readonly troubles: Array<Failure | Error> = [];
	slownessMs = 0;

	/** One execution that waits for a call of an extension. */
	execution(by: string, { pbx = 'one', agent = '106', waitMs = minute } = {}) {
		let cancel = () => {};
		let isCancelled = false;
		const cancelled = new Promise<void>((resolve) => {
			cancel = () => {
				isCancelled = true;
				resolve();
			};
		});
		const clock: Clock = {
			now: () => this.clock.now(),
			cancelled: () => isCancelled,
			sleep: async (ms) => await Promise.race([this.clock.sleep(ms), cancelled]),
		};
		const list = async () => await this.list(by, agent, cancelled);
		const wait = this.watches.waiting(pbx, { list, query: () => Promise.resolve([]) }, clock);
		return { waited: wait(agent, this.clock.now() + waitMs), cancel };
	}

	private async list(
		by: string,
		agent: string,
		cancelled: Promise<void>,
	): Promise<ExtensionSummary[] | Failure> {
		this.queries.push({ atMs: this.clock.now(), by });
		const aborted = cancelled.then(executionCancelled);
		if (this.slownessMs > 0) {
			const lost = await Promise.race([this.clock.sleep(this.slownessMs), aborted]);
			if (lost) return lost;
		}
		const trouble = this.troubles.shift();
		if (trouble instanceof Error) throw trouble;
		if (trouble) return trouble;
		const state = (number: string): ExtensionState => (this.inCall.has(number) ? 'inCall' : 'idle');
		const numbers = new Set(['106', '107', agent]);
		return [...numbers].map((number) => ({ number, name: '', state: state(number), rawState: '' }));
	}
}

const numbered = (count: number) => Array.from({ length: count }, (_each, n) => String(n));

/** When the PBX was asked while so many executions waited for 20 s. */
async function queryTimes(count: number): Promise<number[]> {
	const office = new Office();
	const waiting = numbered(count).map((by) => office.execution(by, { waitMs: 20_000 }).waited);
	expect(new Set(await Promise.all(waiting))).toEqual(new Set(['tooLate']));
	return office.queries.map(({ atMs }) => atMs);
}

test('twenty or two hundred executions cost the PBX as many queries as one', async () => {
	const one = await queryTimes(1);
	expect(one.length).toBeGreaterThan(8);
	// Those that begin after the first query was sent get one of their own.
	const perTick = (times: number[]) => new Set(times).size;
	for (const count of [20, 200]) {
		const many = await queryTimes(count);
		expect(perTick(many)).toBe(perTick(one));
		expect(many.length).toBeLessThanOrEqual(one.length + 1);
	}
});

test('executions that begin one after the other cost two queries in a second at most', async () => {
	const office = new Office();
	const waiting: Array<Promise<Waited>> = [];
	for (const by of numbered(200)) {
		waiting.push(office.execution(by, { waitMs: 15_000 }).waited);
		await office.clock.sleep(50);
	}
	await Promise.all(waiting);
	const times = office.queries.map(({ atMs }) => atMs);
	const inSecondFrom = (from: number) => times.filter((at) => at >= from && at < from + 1_000);
	expect(Math.max(...times.map((from) => inSecondFrom(from).length))).toBe(2);
});

test('an execution that begins to wait is served within half a second', async () => {
	const office = new Office();
	const first = office.execution('first');
	await office.clock.sleep(30_250);
	office.inCall.add('107');
	const second = office.execution('second', { agent: '107' });
	expect(await second.waited).toBe('inCall');
	expect(office.clock.now()).toBeLessThan(30_750);
	first.cancel();
});

test('and is asked for as often as a first one', async () => {
	const office = new Office();
	const first = office.execution('first');
	await office.clock.sleep(30_250);
	const second = office.execution('second', { agent: '107' });
	const asked = office.queries.length;
	await office.clock.sleep(3_000);
	// At once, then after 0.5 s, 0.75 s and 1 s; the next one would come 1 s later.
	expect(office.queries.length - asked).toBe(4);
	first.cancel();
	second.cancel();
});

test.each([
	[0, 1_000],
	[150, 1_500],
	[9_000, 2_000],
])(
	'a PBX that takes %p ms to answer gets the next query %p ms later',
	async (slownessMs, pause) => {
		const office = new Office();
		office.slownessMs = slownessMs;
		const { cancel } = office.execution('one', { waitMs: 10 * minute });
		await office.clock.sleep(minute);
		const [before = 0, last = 0] = office.queries.slice(-2).map(({ atMs }) => atMs);
		expect(last - before - slownessMs).toBeCloseTo(pause, -1);
		cancel();
	},
);

test('the query is sent for the next one when the first has its call', async () => {
	const office = new Office();
	const first = office.execution('first');
	const second = office.execution('second', { agent: '107' });
	office.clock.at(5_000, () => office.inCall.add('106'));
	office.clock.at(15_000, () => office.inCall.add('107'));
	expect(await first.waited).toBe('inCall');
	const before = office.queries.length;
	expect(await second.waited).toBe('inCall');
	expect(new Set(office.queries.slice(0, before).map(({ by }) => by))).toEqual(new Set(['first']));
	expect(new Set(office.queries.slice(before).map(({ by }) => by))).toEqual(new Set(['second']));
});

test.each([
	['between two queries', 0],
	['while its query is out', 300],
])('an execution that is cancelled %s ends only its own waiting', async (_when, slownessMs) => {
	const office = new Office();
	office.slownessMs = slownessMs;
	const [first, second, third] = ['first', 'second', 'third'].map((by) => office.execution(by));
	// The first query is for the first one alone.
	await office.clock.sleep(400);
	first?.cancel();
	second?.cancel();
	expect(await first?.waited).toMatchObject({ kind: 'cancelled' });
	expect(await second?.waited).toMatchObject({ kind: 'cancelled' });
	expect(office.clock.now()).toBeLessThanOrEqual(500);
	office.clock.at(5_000, () => office.inCall.add('106'));
	expect(await third?.waited).toBe('inCall');
	expect(new Set(office.queries.slice(1).map(({ by }) => by))).not.toContain('second');
});

test('an execution that is cancelled need not wait for the query of another one', async () => {
	const office = new Office();
	office.slownessMs = 9_000;
	const first = office.execution('first', { waitMs: 5_000 });
	const second = office.execution('second');
	await office.clock.sleep(1_000);
	second.cancel();
	expect(await second.waited).toMatchObject({ kind: 'cancelled' });
	expect(office.clock.now()).toBeLessThanOrEqual(1_100);
	expect(await first.waited).toBe('tooLate');
});

test('a query that fails is reported to each who waits', async () => {
	const office = new Office();
	const waiting = numbered(20).map((by) => office.execution(by).waited);
	await office.clock.sleep(1_000);
	const forbidden = new Failure('forbidden', 'No right', 'Grant it.');
	office.troubles.push(forbidden);
	expect(new Set(await Promise.all(waiting))).toEqual(new Set([forbidden]));
});

test('a lost reply ends the waiting of those only whose time is over', async () => {
	const office = new Office();
	const short = office.execution('short', { waitMs: 2_500 });
	const long = office.execution('long');
	await office.clock.sleep(1_500);
	office.troubles.push(...Array.from({ length: 3 }, () => new Failure('unreachable', 'Gone', '')));
	expect(await short.waited).toMatchObject({ kind: 'unreachable' });
	office.clock.at(20_000, () => office.inCall.add('106'));
	expect(await long.waited).toBe('inCall');
});

test('an exception reaches each who waits for that query, and no later one', async () => {
	const office = new Office();
	const waiting = numbered(3).map((by) => office.execution(by).waited);
	office.clock.at(400, () => office.troubles.push(new Error('no credential')));
	for (const settled of await Promise.allSettled(waiting)) {
		expect(settled).toMatchObject({ status: 'rejected', reason: { message: 'no credential' } });
	}
	office.inCall.add('106');
	expect(await office.execution('later').waited).toBe('inCall');
});

test('different PBXs, or the same one by another credential, share nothing', async () => {
	const office = new Office();
	const one = office.execution('one', { pbx: 'one', waitMs: 5_000 });
	const other = office.execution('other', { pbx: 'other', waitMs: 5_000 });
	expect(office.watches.size).toBe(2);
	await Promise.all([one.waited, other.waited]);
	await office.clock.sleep(1);
	expect(office.watches.size).toBe(0);
	const by = (name: string) => office.queries.filter((query) => query.by === name).length;
	expect(by('one')).toBeGreaterThan(3);
	expect(by('other')).toBe(by('one'));
});

describe("on the machine's clock", () => {
	beforeEach(() => {
		jest.useFakeTimers();
	});
	afterEach(() => {
		jest.useRealTimers();
	});

	test('any number of executions share one timer, and the last one leaves none', async () => {
		const watches = new CallWatches();
		const executions = numbered(200).map(() => new AbortController());
		const row = { number: '106', name: '', state: 'idle', rawState: '' } as const;
		const list = async () => await Promise.resolve([row]);
		const waiting = executions.map(({ signal }) =>
			watches.waiting('one', { list, query: list }, clockUntil(signal))('106', Date.now() + minute),
		);
		await jest.advanceTimersByTimeAsync(10_000);
		expect(jest.getTimerCount()).toBeLessThanOrEqual(1);
		for (const execution of executions) execution.abort();
		await jest.advanceTimersByTimeAsync(200);
		expect(new Set((await Promise.all(waiting)).map((each) => each instanceof Failure))).toEqual(
			new Set([true]),
		);
		expect(jest.getTimerCount()).toBe(0);
	});
});
