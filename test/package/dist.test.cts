import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

// The package as it is built: `npm test` builds it before Jest starts.

const root = join(__dirname, '..', '..');
const dist = join(root, 'dist');

const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).map((file) =>
	join(dist, file),
);
const scripts = files.filter((file) => file.endsWith('.js'));

function required(code: string): string[] {
	return [...code.matchAll(/\brequire\(["']([^"']+)["']\)/g)].map(([, name = '']) => name);
}

test('there is a build', () => {
	expect(scripts.length).toBeGreaterThan(20);
});

test.each(scripts.map((file) => [file.slice(dist.length + 1), file]))(
	'%s requires nothing but its own',
	(_name, file) => {
		for (const name of required(readFileSync(file, 'utf8'))) {
			if (name === 'n8n-workflow' || name === 'crypto') continue;
			expect(name).toMatch(/^\.\.?\//);
			const target = join(dirname(file), name);
			expect([target, `${target}.js`, `${target}.json`].some((path) => existsSync(path))).toBe(
				true,
			);
		}
	},
);

test('a require that is not allowed would be seen', () => {
	expect(required('const x = require("fast-xml-parser"); require(\'axios\')')).toEqual([
		'fast-xml-parser',
		'axios',
	]);
});

test('n8n loads no driver when it starts', () => {
	const load = `
		require(process.argv[1]);
		require(process.argv[2]);
		console.log(Object.keys(require.cache).filter((file) => file.endsWith('driver.js')).length);`;
	const eager = ['nodes/Pbx/Pbx.node.js', 'credentials/PbxApi.credentials.js'];
	const started = eager.map((file) => join(dist, file));
	expect(execFileSync(process.execPath, ['-e', load, ...started], { encoding: 'utf8' })).toBe(
		'0\n',
	);
});

interface Packed {
	size: number;
	files: Array<{ path: string }>;
}

test('the tarball holds what a user needs, nothing else, in less than 190 kB', () => {
	const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
		cwd: root,
		encoding: 'utf8',
		shell: process.platform === 'win32',
	});
	const parsed: unknown = JSON.parse(
		output.slice(output.indexOf('[') >= 0 ? output.indexOf('[') : 0),
	);
	const [packed] = (Array.isArray(parsed) ? parsed : Object.values(parsed as object)) as Packed[];
	const paths = packed?.files.map(({ path }) => path) ?? [];
	expect(paths).toEqual(
		expect.arrayContaining([
			'LICENSE.md',
			'README.md',
			'package.json',
			'dist/credentials/PbxApi.credentials.js',
			'dist/nodes/Pbx/Pbx.node.js',
			'dist/nodes/Pbx/Pbx.node.json',
			'dist/nodes/Pbx/pbx.svg',
			'dist/nodes/Pbx/pbx.dark.svg',
		]),
	);
	const ours =
		/^(dist\/(credentials|nodes|pbx|transport)\/|LICENSE\.md$|README\.md$|package\.json$)/;
	expect(paths.filter((path) => !ours.test(path))).toEqual([]);
	expect(packed?.size).toBeLessThan(190_000);
});

interface Manifest {
	dependencies?: object;
	peerDependencies: object;
	scripts: Record<string, string>;
	n8n: { nodes: string[]; credentials: string[]; strict: boolean };
}

test('package.json keeps the rules of a verified node', () => {
	const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
	expect(manifest.dependencies).toBeUndefined();
	expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	expect(manifest.n8n.strict).toBe(true);
	const forbidden = ['prepare', 'preinstall', 'install', 'postinstall', 'prepublish'];
	expect(Object.keys(manifest.scripts).filter((name) => forbidden.includes(name))).toEqual([]);
	for (const file of [...manifest.n8n.nodes, ...manifest.n8n.credentials]) {
		expect(statSync(join(root, file)).isFile()).toBe(true);
	}
});
