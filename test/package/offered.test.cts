import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { PbxApi } from '../../credentials/PbxApi.credentials';
import { resources } from '../../nodes/Pbx/actions/resources';
import { Failure } from '../../pbx/model/failure';
import { openDriver } from '../../pbx/drivers/registry';
import type { Pbx } from '../../pbx/model/pbx';

// README's table of what each kind of PBX offers is made of the operations and the drivers.
// UPDATE_README=1 writes it.

const path = join(__dirname, '..', '..', 'README.md');
const readme = () => readFileSync(path, 'utf8');

interface Choice {
	name: string;
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

function table(): string {
	const pbxs = families.map(({ value }) => open(value));
	const head = ['', ...families.map(({ name }) => name)];
	const rows = resources.flatMap((resource) =>
		resource.operations.map((operation) => [
			`${resource.name}: ${operation.name}`,
			...pbxs.map((pbx) => (operation.isOfferedBy(pbx) ? 'yes' : '–')),
		]),
	);
	const lines = [head, head.map(() => '---'), ...rows];
	return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** However the columns are aligned. */
function plain(markdown: string): string {
	return markdown.trim().replace(/ +/g, ' ').replace(/-{3,}/g, '---');
}

const marked = /(?<=<!-- offered \(.*-->)[^]*(?=<!-- offered: end -->)/;

test('README shows what each kind of PBX offers', () => {
	if (process.env.UPDATE_README) {
		writeFileSync(
			path,
			readme().replace(marked, () => `\n\n${table()}\n\n`),
		);
	}
	const [shown = ''] = marked.exec(readme()) ?? [];
	expect(plain(shown)).toBe(plain(table()));
});

test('every operation has the shape of its result, for the editor', () => {
	const folder = join(__dirname, '..', '..', 'dist', 'nodes', 'Pbx', '__schema__', 'v1.0.0');
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
