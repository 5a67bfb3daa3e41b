import { ProcessTime, type Reading } from './processTime.cts';

/** A clock whose readings the test sets. */
function clock(): { time: ProcessTime; pass: (wallMs: number, cpuMs: number) => number } {
	const now: Reading = { wallMs: 1_000, cpuMs: 500 };
	const time = new ProcessTime(() => ({ ...now }));
	const pass = (wallMs: number, cpuMs: number) => {
		now.wallMs += wallMs;
		now.cpuMs += cpuMs;
		return time.nowMs();
	};
	return { time, pass };
}

test('waiting counts, read often', () => {
	const { pass } = clock();
	for (let n = 1; n < 50; n += 1) pass(20, 1);
	expect(pass(20, 1)).toBe(1_000);
});

test('computing counts, also where nothing was read meanwhile', () => {
	expect(clock().pass(5_000, 4_900)).toBe(4_900);
	expect(clock().pass(5_000, 9_000)).toBe(5_000);
});

test('being kept waiting by other processes does not count', () => {
	const { pass } = clock();
	expect(pass(60_000, 0)).toBeLessThan(50);
	expect(pass(60_000, 300)).toBeLessThan(350);
});

test('work is given up at the limit, and its result is given before', async () => {
	const time = new ProcessTime();
	await expect(time.within(10_000, Promise.resolve('done'))).resolves.toBe('done');
	await expect(time.within(40, new Promise(() => undefined))).resolves.toBeUndefined();
});
