import { within } from '../../transport/deadline';

const never = () => new Promise<never>(() => undefined);

beforeEach(() => {
	jest.useFakeTimers();
});

afterEach(() => {
	jest.useRealTimers();
});

/** One tick of the shared clock. */
const tick = async () => await jest.advanceTimersByTimeAsync(100);

test('any number of waits share one timer, and the last one to end leaves none', async () => {
	const executions = Array.from({ length: 100 }, () => new AbortController());
	const waits = executions.map(({ signal }) =>
		within({ limitMs: 60_000, cancelled: signal }, never),
	);
	await tick();
	expect(jest.getTimerCount()).toBe(1);
	for (const execution of executions) execution.abort();
	expect(new Set(await Promise.all(waits))).toEqual(new Set(['cancelled']));
	await tick();
	expect(jest.getTimerCount()).toBe(0);
});

test('work that is done, or fails, leaves no timer either', async () => {
	await expect(within({ limitMs: 60_000 }, async () => await Promise.resolve(1))).resolves.toBe(1);
	const failing = within({ limitMs: 60_000 }, async () => await Promise.reject(new Error('no')));
	await expect(failing).rejects.toThrow('no');
	await tick();
	expect(jest.getTimerCount()).toBe(0);
});

test('work that takes longer is given up at its limit, and is told so', async () => {
	const signals: AbortSignal[] = [];
	const work = async (signal: AbortSignal) => {
		signals.push(signal);
		return await never();
	};
	const wait = within({ limitMs: 5_000 }, work);
	await jest.advanceTimersByTimeAsync(4_900);
	expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
	await jest.advanceTimersByTimeAsync(200);
	await expect(wait).resolves.toBe('late');
	expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
	expect(jest.getTimerCount()).toBe(0);
});

test('nothing is begun for an execution that was cancelled before', async () => {
	const begun: AbortSignal[] = [];
	const work = async (signal: AbortSignal) => await Promise.resolve(begun.push(signal));
	await expect(within({ limitMs: 1_000, cancelled: AbortSignal.abort() }, work)).resolves.toBe(
		'cancelled',
	);
	expect(begun).toEqual([]);
	expect(jest.getTimerCount()).toBe(0);
});
