import { measureRounds, type ListSize } from '../../../../tools/benchmarks/growth/rounds.cts';

const settings = { rounds: 2, log: () => undefined };

function size(milliseconds: () => Promise<number>): ListSize & { runs: number } {
	const one = {
		items: 10,
		milliseconds: [],
		runs: 0,
		workflow: {
			run: () => {
				one.runs += 1;
				return Promise.resolve({ milliseconds });
			},
		},
	};
	return one;
}

test('the round to warm up is not counted', async () => {
	const one = size(() => Promise.resolve(7));
	await measureRounds('Lists', [one], settings);
	expect(one).toMatchObject({ runs: 3, milliseconds: [7, 7] });
});

test('an error ends the part', async () => {
	const broken = size(() => Promise.reject(new Error('lists: HTTP 500')));
	await expect(measureRounds('Lists', [broken], settings)).rejects.toThrow('HTTP 500');
	expect(broken.runs).toBe(1);
});
