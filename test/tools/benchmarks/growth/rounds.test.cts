import { measureRounds, type ListSize } from '../../../../tools/benchmarks/growth/rounds.cts';

const settings = { rounds: 2, log: () => undefined };
const n8n = { collectGarbage: () => Promise.resolve() };

function size(milliseconds: () => Promise<number>, items = 5_000): ListSize & { runs: number } {
	const one = {
		items,
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
	await measureRounds('Lists', [one], n8n, settings);
	expect(one).toMatchObject({ runs: 3, milliseconds: [7, 7] });
});

test('a short list runs three times in a round', async () => {
	const one = size(() => Promise.resolve(7), 1_000);
	await measureRounds('Lists', [one], n8n, settings);
	expect(one).toMatchObject({ runs: 7, milliseconds: [7, 7, 7, 7, 7, 7] });
});

test('n8n collects its garbage before each run', async () => {
	const order: string[] = [];
	const one = size(() => Promise.resolve(order.push('read')));
	const collectGarbage = () => Promise.resolve(void order.push('garbage'));
	await measureRounds('Lists', [one], { collectGarbage }, { ...settings, rounds: 1 });
	expect(order).toEqual(['garbage', 'read', 'garbage', 'read']);
});

test('an error ends the part', async () => {
	const broken = size(() => Promise.reject(new Error('lists: HTTP 500')));
	await expect(measureRounds('Lists', [broken], n8n, settings)).rejects.toThrow('HTTP 500');
	expect(broken.runs).toBe(1);
});
