import { join } from 'node:path';

import { nodeRuntime } from '../../tools/n8n/install/nodeRuntime.cts';
import { tryCommand } from '../../tools/n8n/process/command.cts';

// n8n resolves expressions in an isolate, which exists only for the Node that n8n needs.
test('n8n reads the same when it resolves expressions in an isolate', async () => {
	const root = join(__dirname, '../..');
	const { node, env } = await nodeRuntime(24, () => {});
	const jest = join(root, 'node_modules/jest/bin/jest.js');
	const { result, output } = await tryCommand(
		node,
		['--experimental-vm-modules', jest, '--maxWorkers=1', 'test/engine/expressions'],
		{ cwd: root, env: { ...env, EXPRESSION_ENGINE: 'vm' }, limitMinutes: 9 },
	);
	expect({ result, output }).toEqual({ result: 'done', output: expect.any(String) as string });
}, 600_000);
