import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Faster start and no outgoing look-ups without these. Without "community-packages" our node would not be loaded. */
const notNeeded = [
	'instance-ai',
	'mcp-registry',
	'mcp',
	'chat-hub',
	'insights',
	'workflow-builder',
	'quick-connect',
	'source-control',
	'external-secrets',
];

/** Which of them an n8n knows: it does not start when it is told to leave out a module that it does not know. */
export function disabledModules({ script }: { script: string }): string[] {
	const n8n = dirname(dirname(script));
	const inBackend = join('@n8n', 'backend-common', 'dist', 'modules', 'modules.config.js');
	const file = [
		join(dirname(n8n), inBackend),
		join(n8n, 'node_modules', inBackend),
		join(n8n, 'dist', 'modules', 'modules.config.js'),
	].find((path) => existsSync(path));
	const known = file === undefined ? '' : readFileSync(file, 'utf8');
	return notNeeded.filter((name) => known.includes(`'${name}'`));
}
