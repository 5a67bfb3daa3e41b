import { openBench } from '../../../../tools/benchmarks/events/asterisk.cts';

test('a machine that cannot have an Asterisk is told so, and the measurement goes on', async () => {
	Object.defineProperty(process, 'arch', { value: 'riscv64' });
	const lines: string[] = [];
	expect(await openBench({ rounds: 1, log: (line) => void lines.push(line) })).toBeUndefined();
	expect(lines).toEqual([expect.stringContaining('the long poll is not measured')]);
	expect(lines.join()).toContain('riscv64');
});
