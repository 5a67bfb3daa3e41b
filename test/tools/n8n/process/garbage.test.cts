import { spawnSync } from 'node:child_process';

const preload = require.resolve('../../../../tools/n8n/process/collectOnSignal.cts');

/** Ends with 42 when what it dropped has been collected. */
const program = `
	const registry = new FinalizationRegistry(() => process.exit(42));
	registry.register({}, 0);
	setTimeout(() => process.kill(process.pid, 'SIGUSR2'), 10);
	setTimeout(() => registry, 4_000);
`;

test('a process collects its garbage when it gets the signal', () => {
	const args = ['--expose-gc', '--require', preload, '--eval', program];
	expect(spawnSync(process.execPath, args).status).toBe(42);
});
