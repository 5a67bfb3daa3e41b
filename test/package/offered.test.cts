import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { PbxApi } from '../../credentials/PbxApi.credentials';
import { Pbx as PbxNode } from '../../nodes/Pbx/Pbx.node';
import { Failure } from '../../pbx/model/failure';
import { openDriver } from '../../pbx/drivers/registry';
import type { Pbx } from '../../pbx/model/pbx';

// README's table of what each kind of PBX offers is made of the port's own parts.

const readme = readFileSync(join(__dirname, '..', '..', 'README.md'), 'utf8');

/** The part of the port that an operation needs. */
const needs: Readonly<Record<string, (pbx: Pbx) => boolean>> = {
	'call.dial': ({ calls }) => has(calls, 'dial'),
	'call.dialExternal': ({ calls }) => has(calls, 'dialExternal'),
	'call.getAll': ({ calls }) => has(calls, 'list'),
	'call.hangUp': ({ calls }) => has(calls, 'hangUp'),
	'call.hold': ({ calls }) => has(calls, 'hold'),
	'call.mute': ({ calls }) => has(calls, 'mute'),
	'call.playPrompt': ({ calls }) => has(calls, 'playPrompt'),
	'call.resume': ({ calls }) => has(calls, 'resume'),
	'call.transfer': ({ calls }) => has(calls, 'transfer'),
	'call.unmute': ({ calls }) => has(calls, 'unmute'),
	'callRecord.getAll': ({ records }) => records !== undefined,
	'extension.get': ({ extensions }) => extensions !== undefined,
	'extension.getAll': ({ extensions }) => extensions !== undefined,
	'extension.updateMonitoring': ({ extensions }) => has(extensions, 'updateMonitoring'),
	'monitoring.bargeIn': ({ monitoring }) => monitoring !== undefined,
	'monitoring.changeMode': ({ monitoring, calls }) =>
		has(monitoring, 'changeMode') || has(calls, 'hangUp'),
	'monitoring.listen': ({ monitoring }) => monitoring !== undefined,
	'monitoring.stop': ({ monitoring, calls }) => has(monitoring, 'stop') || has(calls, 'hangUp'),
	'monitoring.whisper': ({ monitoring }) => monitoring !== undefined,
	'queue.getStatus': ({ queues }) => queues !== undefined,
	'recording.download': ({ recordings }) => recordings !== undefined,
	'system.getInfo': ({ system }) => system !== undefined,
};

function has<Part extends object>(part: Part | undefined, name: keyof Part): boolean {
	return part?.[name] !== undefined;
}

interface Choice {
	name: string;
	value: string;
}

const { properties } = new PbxNode().description;
const families = choices(new PbxApi().properties.find(({ name }) => name === 'pbx'));
const resources = choices(properties.find(({ name }) => name === 'resource'));

function choices(field: { options?: unknown } | undefined): Choice[] {
	return (field?.options ?? []) as Choice[];
}

function operationsOf(resource: string): Choice[] {
	const field = properties.find(
		({ name, displayOptions }) =>
			name === 'operation' && displayOptions?.show?.resource?.includes(resource),
	);
	return choices(field);
}

function open(pbx: string): Pbx {
	const driver = openDriver({
		pbx,
		baseUrl: 'https://pbx.example',
		username: 'user',
		password: 'password',
	});
	if (driver instanceof Failure) throw new Error(driver.message);
	const nothing = async () => await Promise.reject(new Error('nothing is sent'));
	return driver.connect(nothing, { now: () => 0, sleep: nothing, cancelled: () => false });
}

function table(): string {
	const pbxs = families.map(({ value }) => open(value));
	const head = ['', ...families.map(({ name }) => name)];
	const rows = resources.flatMap((resource) =>
		operationsOf(resource.value).map((operation) => {
			const offered = needs[`${resource.value}.${operation.value}`];
			if (!offered) throw new Error(`${resource.name}: ${operation.name} is not in this test`);
			return [
				`${resource.name}: ${operation.name}`,
				...pbxs.map((pbx) => (offered(pbx) ? 'yes' : '–')),
			];
		}),
	);
	const lines = [head, head.map(() => '---'), ...rows];
	return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** However the columns are aligned. */
function plain(markdown: string): string {
	return markdown.trim().replace(/ +/g, ' ').replace(/-{3,}/g, '---');
}

test('README shows what each kind of PBX offers', () => {
	const shown = readme.split(/<!-- offered.*-->/)[1] ?? '';
	expect(plain(shown)).toBe(plain(table()));
});

test('every operation has the shape of its result, for the editor', () => {
	const folder = join(__dirname, '..', '..', 'dist', 'nodes', 'Pbx', '__schema__', 'v1.0.0');
	for (const resource of resources) {
		for (const operation of operationsOf(resource.value)) {
			const file = join(folder, resource.value, `${operation.value}.json`);
			expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
				type: 'object',
				version: 1,
			});
		}
	}
});
