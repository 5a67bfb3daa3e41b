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

test('a reply that is too long is not asked for again, and the others are measured', async () => {
	const refusal = 'The PBX sent a reply of 12.1 MB, more than n8n reads (12 MB)';
	const long = size(() => Promise.reject(new Error(`lists: error, undefined items, ${refusal}`)));
	const short = size(() => Promise.resolve(7));
	await measureRounds('Lists', [long, short], settings);
	expect(long).toMatchObject({ runs: 1, milliseconds: [], refused: refusal });
	expect(short.milliseconds).toEqual([7, 7]);
});

test('any other error ends the part', async () => {
	const broken = size(() => Promise.reject(new Error('lists: HTTP 500')));
	await expect(measureRounds('Lists', [broken], settings)).rejects.toThrow('HTTP 500');
	expect(broken.runs).toBe(1);
});
