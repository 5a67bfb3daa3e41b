import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const own = ['credentials', 'nodes', 'pbx', 'transport'];
const engine = ['runNode.cts', 'credentialStore.cts'].map((file) => join('test', 'engine', file));

type Engine = typeof import('./runNode.cts');
type Store = typeof import('./credentialStore.cts');

/** What another n8n process has. */
export type Process = Pick<Engine, 'runNode'> & Pick<Store, 'CredentialStore'>;

const copies: string[] = [];
afterAll(() => copies.forEach((copy) => rmSync(copy, { recursive: true, force: true })));

/**
 * A process of its own as far as memory goes: a copy of the files. Jest's `isolateModules` isolates only
 * what is loaded at once, and most of the package is loaded with the first execution.
 */
export function anotherProcess(): Process {
	const copy = mkdtempSync(join(tmpdir(), 'n8n-nodes-pbx-process-'));
	copies.push(copy);
	for (const each of [...own, ...engine])
		cpSync(join(root, each), join(copy, each), { recursive: true });
	symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
	const [run, store] = engine.map((file) => join(copy, file));
	/* eslint-disable @typescript-eslint/no-require-imports */
	const { runNode } = require(run!) as Engine;
	const { CredentialStore } = require(store!) as Store;
	/* eslint-enable @typescript-eslint/no-require-imports */
	return { runNode, CredentialStore };
}
