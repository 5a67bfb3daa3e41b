import { costChapter } from '../../../../tools/benchmarks/cost/chapter.cts';

const circumstances = {
	...{ measuredOn: '2026-01-02', rounds: 1, cores: 2, memoryGiB: 8 },
	...{ n8n: '2.41.1', node: '24.21.0' },
};

const throughput = { ...circumstances, whispers: 1_000, rivals: [] };

const traffic = {
	...{ whispers: 100, requests: 401, signIns: 1, connections: 401 },
	tlsHandshakes: 0,
};

test('requests are counted per whisper, sign-ins in all', () => {
	const chapter = costChapter(throughput, {
		...circumstances,
		rows: [{ name: 'Asterisk', traffic }],
	});
	expect(chapter).toContain('| 100, Asterisk | 4.01 | 4.01 | 1 |');
});

test('without a count of other PBXs the chapter says nothing of them', () => {
	expect(costChapter(throughput, undefined)).not.toContain('Asterisk');
});
