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

interface Manifest {
	dependencies?: object;
	peerDependencies: object;
	scripts: Record<string, string>;
	n8n: { nodes: string[]; credentials: string[]; strict: boolean };
}

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;

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

/** What n8n loads of these folders when it starts, of both nodes and the credential. */
function loadedAtStart(folders: RegExp): string[] {
	const load = `
		for (const file of process.argv.slice(1)) require(file);
		console.log(JSON.stringify(Object.keys(require.cache)));`;
	const { nodes, credentials } = manifest.n8n;
	const eager = [...nodes, ...credentials].map((file) => join(root, file));
	const said = execFileSync(process.execPath, ['-e', load, ...eager], { encoding: 'utf8' });
	return (JSON.parse(said) as string[])
		.filter((file) => file.startsWith(dist))
		.map((file) => file.slice(dist.length + 1))
		.filter((file) => folders.test(file))
		.sort();
}

test('n8n loads what the panel shows when it starts, and not what only an execution needs', () => {
	expect(loadedAtStart(/^(pbx|transport)\//)).toEqual([
		'pbx/drivers/asterisk/family.js',
		'pbx/drivers/grandstreamUcm/family.js',
		'pbx/drivers/openvox/family.js',
		'pbx/drivers/openvox/variants.js',
		'pbx/drivers/registry.js',
		'pbx/drivers/yeastarP/family.js',
		'pbx/events/eventLabels.js',
		'pbx/http/timeZone.js',
		'pbx/model/failure.js',
		'pbx/model/failures/extensions.js',
		'pbx/model/failures/general.js',
		'pbx/model/failures/words.js',
		'transport/credentialFields.js',
		'transport/oldestN8n.js',
	]);
	expect(loadedAtStart(/^nodes\/(PbxTrigger|Pbx\/(methods|[^/]+$|actions\/[^/]+$))/)).toEqual([
		'nodes/Pbx/Pbx.node.js',
		'nodes/Pbx/actions/notOffered.js',
		'nodes/Pbx/actions/operation.js',
		'nodes/Pbx/actions/output.js',
		'nodes/Pbx/actions/resource.js',
		'nodes/Pbx/actions/resources.js',
		'nodes/Pbx/labels.js',
		'nodes/Pbx/methods/listSearch.js',
		'nodes/PbxTrigger/PbxTrigger.node.js',
		'nodes/PbxTrigger/labels.js',
		'nodes/PbxTrigger/properties.js',
	]);
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

test('package.json keeps the rules of a verified node', () => {
	expect(manifest.dependencies).toBeUndefined();
	expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	expect(manifest.n8n.strict).toBe(true);
	const forbidden = ['prepare', 'preinstall', 'install', 'postinstall', 'prepublish'];
	expect(Object.keys(manifest.scripts).filter((name) => forbidden.includes(name))).toEqual([]);
	for (const file of [...manifest.n8n.nodes, ...manifest.n8n.credentials]) {
		expect(statSync(join(root, file)).isFile()).toBe(true);
	}
});
