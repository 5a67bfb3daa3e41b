import { median, quantile, ratiosOf, spreadOf } from '../../../../tools/benchmarks/results/statistics.cts';

test('the median of an even number of values lies between the two in the middle', () => {
	expect(median([4, 1, 3, 2])).toBe(2.5);
});

test('a quantile between two values is taken in proportion', () => {
	expect(quantile([10, 20, 30], 0.75)).toBe(25);
	expect(quantile([10, 20, 30], 1)).toBe(30);
});

test('no values give no median', () => {
	expect(() => median([])).toThrow('Nothing was measured.');
});

test('who needs half of the time is twice as fast, round by round', () => {
	expect(ratiosOf([50, 100], [100, 300])).toEqual([2, 3]);
	expect(spreadOf([2, 3, 7])).toEqual({ median: 3, least: 2, most: 7 });
});

test('a round in which the rival was not measured counts for nothing', () => {
	expect(ratiosOf([50, 100], [100])).toEqual([2]);
});
