// Loads a node in a process of its own, as n8n does: `node loadOnce.cjs <n8n-workflow> <files …>`.
import { statSync } from 'node:fs';
import { createRequire } from 'node:module';

const [workflowPackage = '', ...files] = process.argv.slice(2);
const load = createRequire(__filename);

load(workflowPackage);
const before = new Set(Object.keys(load.cache));
const begun = performance.now();
for (const file of files) {
	const exported: Record<string, unknown> = load(file) as Record<string, unknown>;
	for (const one of Object.values(exported)) if (isClass(one)) new one();
}
const milliseconds = performance.now() - begun;
const loaded = Object.keys(load.cache).filter((file) => !before.has(file));
const bytes = loaded.reduce((sum, file) => sum + statSync(file).size, 0);
console.log(JSON.stringify({ milliseconds, files: loaded.length, bytes }));

function isClass(value: unknown): value is new () => unknown {
	return typeof value === 'function' && value.toString().startsWith('class');
}
