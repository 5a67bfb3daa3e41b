import { readOptions } from '../../../tools/benchmarks/options.cts';

test('without a wish every part is measured in five rounds', () => {
	expect(readOptions([])).toEqual({
		parts: [
			'throughput',
			'cost',
			'queue',
			'latency',
			'supervision',
			'events',
			'growth',
			'readers',
			'weight',
		],
		rounds: 5,
	});
});

test('named parts are measured and no others', () => {
	expect(readOptions(['weight', 'growth', '--rounds', '1'])).toEqual({
		parts: ['growth', 'weight'],
		rounds: 1,
	});
});

test('drawing measures nothing', () => {
	expect(readOptions(['--draw'])?.parts).toEqual([]);
});

test.each([
	['speed'],
	['--rounds=0'],
	['--rounds=11'],
	['--rounds=many'],
	['--help'],
	['growth', '--draw'],
])('"%s" is answered with the usage', (...args) => {
	expect(readOptions(args)).toBeUndefined();
});
