import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { PbxApi } from '../../credentials/PbxApi.credentials';
import { resources } from '../../nodes/Pbx/actions/resources';
import { Failure } from '../../pbx/model/failure';
import { openDriver } from '../../pbx/drivers/openDriver';
import type { Pbx } from '../../pbx/model/pbx';

// What each kind of PBX offers is made of the operations and the drivers: a row for each operation in
// docs/operations.md, a row for each resource in README, and the list of which does not, because n8n's panel
// shows it and loads no driver for it. UPDATE_README=1 writes all three.

const root = join(__dirname, '..', '..');

interface Choice {
	name: string;
	description?: string;
	value: string;
}

const families = (new PbxApi().properties.find(({ name }) => name === 'pbx')?.options ??
	[]) as Choice[];

function open(pbx: string): Pbx {
	const driver = openDriver({
		pbx,
		baseUrl: 'https://pbx.example',
		username: 'user',
		password: 'password',
		clientId: 'id',
		clientSecret: 'secret',
	});
	if (driver instanceof Failure) throw new Error(driver.message);
	const nothing = async () => await Promise.reject(new Error('nothing is sent'));
	return driver.connect(nothing, { now: () => 0, sleep: nothing, cancelled: () => false });
}

const pbxs = families.map(({ value }) => open(value));
const head = ['', ...families.map(({ name }) => name)];

function markdown(rows: string[][]): string {
	const lines = [head, head.map(() => '---'), ...rows];
	return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** `yes` or a dash for each operation. */
function allOperations(): string {
	return markdown(
		resources.flatMap((resource) =>
			resource.operations.map((operation) => [
				`${resource.name}: ${operation.name}`,
				...pbxs.map((pbx) => (operation.isOfferedBy(pbx) ? 'yes' : '–')),
			]),
		),
	);
}

/** `all`, a dash, or the operations that are missing, for each resource. */
function byResource(): string {
	return markdown(
		resources.map(({ name, operations }) => [
			`**${name}**: ${operations.map((operation) => operation.name).join(', ')}`,
			...pbxs.map((pbx) => {
				const missing = operations.filter((operation) => !operation.isOfferedBy(pbx));
				if (missing.length === operations.length) return '–';
				if (missing.length === 0) return 'all';
				return `not ${missing.map((operation) => operation.name).join(', ')}`;
			}),
		]),
	);
}

/** However the columns are aligned. */
function plain(text: string): string {
	return text.trim().replace(/ +/g, ' ').replace(/-{3,}/g, '---');
}

/** The list for the panel, as Prettier writes it. */
function notOffered(): string {
	const pbxs = families.map(({ value }) => ({ value, pbx: open(value) }));
	const lines = resources.flatMap((resource) =>
		resource.operations.flatMap((operation) => {
			const lacking = pbxs.filter(({ pbx }) => !operation.isOfferedBy(pbx));
			if (lacking.length === 0) return [];
			const values = lacking.map(({ value }) => `'${value}'`).join(', ');
			return [`\t'${resource.value}/${operation.value}': [${values}],\n`];
		}),
	);
	return `${listHead}${lines.join('')}};\n`;
}

const listHead = `// Written by: UPDATE_README=1 npx jest test/package/offered

/** The kinds of PBX that do not offer an operation, by \`resource/operation\`; every kind offers the others. */
export const notOffered: Readonly<Record<string, readonly string[]>> = {
`;

const listPath = join(root, 'nodes', 'Pbx', 'actions', 'notOffered.ts');

test('the panel says which kinds of PBX do not offer an operation', () => {
	if (process.env.UPDATE_README) writeFileSync(listPath, notOffered());
	expect(readFileSync(listPath, 'utf8')).toBe(notOffered());
	const shown = resources
		.flatMap(({ properties: [operationField] }) => (operationField?.options ?? []) as Choice[])
		.map(({ description }) => description);
	expect(shown).toContain(
		'Get the records of calls that are over, by time and extension. Not on Asterisk / FreePBX.',
	);
	expect(shown).toContain(
		'Park the other party of the call, from where any phone takes it. Only on Asterisk / FreePBX; Yeastar P-Series.',
	);
	expect(shown).toContain('End the current call of an extension');
	// The panel cuts a description after two lines, and the names stand at its end.
	const cut = shown.filter((text = '') => /\. (Not|Only) on /.test(text) && text.length > 118);
	expect(cut).toEqual([]);
});

const marked = /(?<=<!-- offered \(.*-->)[^]*(?=<!-- offered: end -->)/;

test.each([
	['README.md', byResource],
	['docs/operations.md', allOperations],
])('%s shows what each kind of PBX offers', (file, table) => {
	const path = join(root, file);
	const page = readFileSync(path, 'utf8');
	if (process.env.UPDATE_README) {
		writeFileSync(
			path,
			page.replace(marked, () => `\n\n${table()}\n\n`),
		);
	}
	const [shown = ''] = marked.exec(readFileSync(path, 'utf8')) ?? [];
	expect(plain(shown)).toBe(plain(table()));
});

test('README has at most 11 kB', () => {
	expect(statSync(join(root, 'README.md')).size).toBeLessThanOrEqual(11_000);
});

test('every operation has the shape of its result, for the editor', () => {
	const folder = join(root, 'dist', 'nodes', 'Pbx', '__schema__', 'v1.0.0');
	for (const resource of resources) {
		for (const operation of resource.operations) {
			const file = join(folder, resource.value, `${operation.value}.json`);
			expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
				type: 'object',
				version: 1,
			});
		}
	}
});
