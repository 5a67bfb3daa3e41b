import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { disabledModules } from '../../../../tools/n8n/install/modules.cts';

let folder: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-pbx-modules-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const script = () => join(folder, 'node_modules', 'n8n', 'bin', 'n8n');

function install(file: string, names: string[]): void {
	const path = join(folder, 'node_modules', file);
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, `const MODULE_NAMES = [${names.map((name) => `'${name}'`).join(', ')}];`);
}

test.each([
	'@n8n/backend-common/dist/modules/modules.config.js',
	'n8n/dist/modules/modules.config.js',
])('only modules that %s names are disabled', (file) => {
	install(file, ['insights', 'community-packages', 'something-new']);
	expect(disabledModules({ script: script() })).toEqual(['insights']);
});

test('an n8n without modules gets none to disable', () => {
	expect(disabledModules({ script: script() })).toEqual([]);
});
