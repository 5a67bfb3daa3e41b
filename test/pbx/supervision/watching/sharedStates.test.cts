import type { Clock } from '../../../../pbx/model/clock';
import type { Extension } from '../../../../pbx/model/extension';
import { Failure } from '../../../../pbx/model/failure';
import { executionCancelled } from '../../../../pbx/model/failures/general';
import { watchSupervisor, type SupervisorSeen } from '../../../../pbx/supervision/watching/polling';
import { StateQueries } from '../../../../pbx/supervision/watching/stateQueries';
import { clockUntil } from '../../../../transport/clock';
import { ScriptedClock, ScriptedPbx } from '../scriptedPbx.cts';

const second = 1_000;

/** A PBX whose queries take a while; executions reach it each by itself. */
class Office {
	readonly clock = new ScriptedClock();
	readonly queries = new StateQueries();
	readonly sent: Array<{ atMs: number; by: string; numbers: string[] }> = [];
	/** What the queries of these executions give instead of the states. */
	readonly troubles = new Map<string, Failure | Error>();
	/** A number that the PBX refuses with everything beside it. */
	refused?: string;
	maxQueried?: number;
	slownessMs = 300;
	state: Extension['state'] = 'ringing';

	execution(by: string, pbx = 'one') {
		const controller = new AbortController();
		const { signal } = controller;
		const isAborted = new Promise<void>((resolve) =>
			signal.addEventListener('abort', () => resolve()),
		);
		const clock: Clock = {
			now: () => this.clock.now(),
			cancelled: () => signal.aborted,
			sleep: async (ms) => await Promise.race([this.clock.sleep(ms), isAborted]),
		};
		const query = async (numbers: string[] = []) => await this.answer(by, numbers, isAborted);
		const { maxQueried } = this;
		const extensions = { query, list: query, maxQueried };
		const states = this.queries.asking(pbx, extensions, clock, signal);
		return { ...states, clock, cancel: () => controller.abort() };
	}

	private async answer(
		by: string,
		numbers: string[],
		isAborted: Promise<void>,
	): Promise<Extension[] | Failure> {
		this.sent.push({ atMs: this.clock.now(), by, numbers });
		const aborted = isAborted.then(executionCancelled);
		const lost = await Promise.race([this.clock.sleep(this.slownessMs), aborted]);
		if (lost) return lost;
		const trouble = this.troubles.get(by);
		if (trouble instanceof Error) throw trouble;
		if (trouble) return trouble;
		if (this.refused !== undefined && numbers.includes(this.refused)) return refusal;
		return numbers.map((number) => ({ number, name: '', state: this.state, rawState: '' }));
	}
}

const refusal = new Failure('refused', 'The PBX refused the request', 'Check its log.');
const numbered = (count: number) => Array.from({ length: count }, (_each, n) => String(n));
const shown = (number: string) => ({
	extensions: expect.arrayContaining([expect.objectContaining({ number })]) as unknown,
});

async function askTogether(count: number): Promise<Office> {
	const office = new Office();
	const asked = numbered(count).map((by) => office.execution(by).get([by]));
	for (const [n, snapshot] of (await Promise.all(asked)).entries()) {
		expect(snapshot).toMatchObject(shown(String(n)));
	}
	expect(office.queries.size).toBe(0);
	return office;
}

test.each([1, 20, 200])('%d executions that ask at once send one query', async (count) => {
	const { sent } = await askTogether(count);
	expect(sent.map(({ numbers }) => numbers)).toEqual([numbered(count)]);
});

test('those that ask during a query share the next one', async () => {
	const office = new Office();
	const first = office.execution('first').get(['first']);
	await office.clock.sleep(100);
	const later = numbered(50).map((by) => office.execution(by).get([by]));
	await Promise.all([first, ...later]);
	expect(office.sent).toEqual([
		{ atMs: 0, by: 'first', numbers: ['first'] },
		{ atMs: 300, by: '0', numbers: numbered(50) },
	]);
});

/** When the PBX was asked while so many executions, one begun after the other, watched a supervisor that rings. */
async function watchedInTurn(count: number): Promise<number[]> {
	const office = new Office();
	office.slownessMs = 1;
	const watching: Array<Promise<SupervisorSeen>> = [];
	for (const supervisor of numbered(count)) {
		const { clock, ...states } = office.execution(supervisor);
		const { context } = new ScriptedPbx();
		const running = { supervisor, supervisorIsNumber: false, monitored: '106' };
		watching.push(watchSupervisor(running, { ...context, states, clock }, 5 * second));
		await office.clock.sleep(7);
	}
	expect(new Set(await Promise.all(watching))).toEqual(new Set(['ringing']));
	expect(office.queries.size).toBe(0);
	return office.sent.map(({ atMs }) => atMs);
}

test('executions that watch cost three queries in 0.3 s at most, whenever they began', async () => {
	expect((await watchedInTurn(1)).length).toBeGreaterThan(5);
	for (const count of [20, 200]) {
		const times = await watchedInTurn(count);
		const near = (from: number) => times.filter((at) => at >= from && at < from + 300);
		expect(Math.max(...times.map((from) => near(from).length))).toBe(3);
	}
});

describe('the age of an answer', () => {
	test('a query that was sent before does not show what is asked for now', async () => {
		const office = new Office();
		void office.execution('first').get(['101']);
		await office.clock.sleep(100);
		expect(await office.execution('second').get(['101'])).toMatchObject({ sentAtMs: 300 });
	});

	test('it does where an older state will do, for the same extensions', async () => {
		const office = new Office();
		void office.execution('first').get(['101', '102']);
		await office.clock.sleep(100);
		const [old, other, late] = await Promise.all([
			office.execution('second').get(['101'], 0),
			office.execution('third').get(['103'], 0),
			office.execution('fourth').get(['101'], 1),
		]);
		expect(old).toMatchObject({ sentAtMs: 0 });
		expect(other).toMatchObject({ sentAtMs: 300 });
		expect(late).toMatchObject({ sentAtMs: 300 });
		expect(office.sent).toHaveLength(2);
	});

	test('an execution uses its last answer again', async () => {
		const office = new Office();
		const first = office.execution('first');
		await first.get(['101', '102']);
		await office.clock.sleep(500);
		expect(await first.get(['102'], office.clock.now() - second)).toMatchObject({ sentAtMs: 0 });
		expect(await first.get(['102'], office.clock.now())).toMatchObject({ sentAtMs: 800 });
	});
});

describe('an execution that is cancelled', () => {
	test('while its query is out ends only its own waiting', async () => {
		const office = new Office();
		const [first, second, third] = ['first', 'second', 'third'].map((by) => office.execution(by));
		const asked = [first, second, third].map((one) => one?.get(['101']));
		await office.clock.sleep(100);
		first?.cancel();
		second?.cancel();
		expect(await asked[0]).toMatchObject({ kind: 'cancelled' });
		expect(await asked[1]).toMatchObject({ kind: 'cancelled' });
		expect(office.clock.now()).toBe(100);
		expect(await asked[2]).toMatchObject({ ...shown('101'), sentAtMs: 100 });
		expect(office.sent.map(({ by }) => by)).toEqual(['first', 'third']);
		expect(office.queries.size).toBe(0);
	});

	test('does not wait for the query of another one', async () => {
		const office = new Office();
		const first = office.execution('first').get(['101']);
		await office.clock.sleep(100);
		const second = office.execution('second');
		const asked = [second.get(['101'], 0), second.get(['102'])];
		second.cancel();
		for (const each of asked) expect(await each).toMatchObject({ kind: 'cancelled' });
		expect(office.clock.now()).toBe(100);
		expect(await first).toMatchObject(shown('101'));
		expect(await second.get(['102'])).toMatchObject({ kind: 'cancelled' });
		expect(office.sent).toHaveLength(1);
		expect(office.queries.size).toBe(0);
	});
});

describe('a query that fails', () => {
	test('is reported to all, whom no other answer awaits', async () => {
		const office = new Office();
		const forbidden = new Failure('forbidden', 'No right', 'Grant it.');
		office.troubles.set('0', forbidden);
		const asked = numbered(20).map((by) => office.execution(by).get([by]));
		expect(new Set(await Promise.all(asked))).toEqual(new Set([forbidden]));
		expect(office.sent).toHaveLength(1);
	});

	test('by an exception does so for the execution alone whose query it was', async () => {
		const office = new Office();
		office.troubles.set('0', new Error('no credential'));
		const [first, ...others] = numbered(20).map((by) => office.execution(by).get([by]));
		await expect(first).rejects.toThrow('no credential');
		for (const other of others) expect(await other).not.toBeInstanceOf(Failure);
		expect(office.sent).toHaveLength(2);
		expect(office.queries.size).toBe(0);
	});

	test('because of one number fails for the execution alone that gave it', async () => {
		const office = new Office();
		office.refused = '2';
		const asked = numbered(5).map((by) => office.execution(by).get([by]));
		expect((await Promise.all(asked)).map((each) => each instanceof Failure)).toEqual(
			numbered(5).map((by) => by === '2'),
		);
		expect(office.sent.map(({ numbers }) => numbers.length)).toEqual([5, 1, 1, 1, 1, 1]);
	});
});

test('a PBX gets no more numbers in a query than it takes', async () => {
	const office = new Office();
	office.maxQueried = 3;
	const asked = ['1', '2', '1', '3', '4'].map((number, n) =>
		office.execution(String(n)).get([number, '9']),
	);
	await Promise.all([...asked, office.execution('many').get(['5', '6', '7', '8'])]);
	expect(office.sent.map(({ numbers }) => numbers.join())).toEqual(['1,9,2', '3,9,4', '5,6,7,8']);
});

test('different PBXs, or the same one by another credential, share nothing', async () => {
	const office = new Office();
	const asked = ['one', 'other'].map((pbx) => office.execution(pbx, pbx).get(['101']));
	expect(office.queries.size).toBe(2);
	await Promise.all(asked);
	expect(office.sent).toHaveLength(2);
	expect(office.queries.size).toBe(0);
});

describe("on the machine's clock", () => {
	beforeEach(() => {
		jest.useFakeTimers();
	});
	afterEach(() => {
		jest.useRealTimers();
	});

	test('no timer and no listener is left', async () => {
		const queries = new StateQueries();
		const row = { number: '101', name: '', state: 'idle', rawState: '' } as const;
		const query = async () => await Promise.resolve([row]);
		const { signal } = new AbortController();
		const listening = {
			added: jest.spyOn(signal, 'addEventListener'),
			removed: jest.spyOn(signal, 'removeEventListener'),
		};
		const clock = clockUntil(signal);
		const states = queries.asking('one', { query, list: query }, clock, signal);
		for (const number of numbered(20)) await states.get([number]);
		expect(listening.removed.mock.calls).toEqual(listening.added.mock.calls);
		expect(listening.added).toHaveBeenCalledTimes(20);
		expect(jest.getTimerCount()).toBe(0);
		expect(queries.size).toBe(0);
	});
});
