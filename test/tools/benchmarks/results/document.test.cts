import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkoutFolder } from '../../../../tools/folders.cts';
import {
	benchmarksImages,
	benchmarksPage,
} from '../../../../tools/benchmarks/results/document.cts';
import { readResults } from '../../../../tools/benchmarks/results/results.cts';

const docs = join(checkoutFolder(), 'docs');
const results = readResults();

test('every part was measured', () => {
	expect(Object.keys(results).sort()).toEqual([
		'cost',
		'events',
		'growth',
		'latency',
		'queue',
		'readers',
		'supervision',
		'throughput',
		'weight',
	]);
});

test('docs/benchmarks.md says what docs/benchmarks.json holds', () => {
	expect(readFileSync(join(docs, 'benchmarks.md'), 'utf8')).toBe(benchmarksPage(results));
});

test.each([...benchmarksImages(results)])('docs/images/%s shows it', (name, svg) => {
	expect(readFileSync(join(docs, 'images', name), 'utf8')).toBe(svg);
});
