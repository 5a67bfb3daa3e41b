import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeParameters } from 'n8n-workflow';

import type { Simulator } from '../../simulator/simulator.cts';
import { byNumber, liveOffice, monitor } from './office.cts';
import { runNode } from './runNode.cts';

// What the editor shows before the first run is what comes out of it.

interface Schema {
	type: string;
	properties?: Record<string, Schema>;
	items?: Schema;
}

const folder = join(__dirname, '..', '..', 'nodes', 'Pbx', '__schema__', 'v1.0.0');

/** Paths in a value that the schema does not have, or has with another type. */
function strangers(value: unknown, schema: Schema | undefined, path: string): string[] {
	if (!schema) return [path];
	if (Array.isArray(value)) {
		if (schema.type !== 'array') return [path];
		return value.flatMap((each) => strangers(each, schema.items, `${path}[]`));
	}
	if (typeof value === 'object' && value !== null) {
		if (schema.type !== 'object') return [path];
		return Object.entries(value).flatMap(([name, each]) =>
			strangers(each, schema.properties?.[name], `${path}.${name}`),
		);
	}
	const type = Number.isInteger(value) && schema.type === 'integer' ? 'integer' : typeof value;
	return type === schema.type ? [] : [path];
}

const on = (operation: string): INodeParameters => ({
	resource: 'call',
	operation,
	extension: byNumber('106'),
});

const stopped = (supervisor: string): INodeParameters => ({
	resource: 'monitoring',
	operation: 'stop',
	supervisorExtension: byNumber(supervisor),
	monitoredExtension: byNumber('106'),
});

const runs: INodeParameters[] = [
	monitor('whisper'),
	{ ...monitor('whisper'), operation: 'changeMode', newMode: 'listen' },
	stopped('101'),
	monitor('listen', '103'),
	stopped('103'),
	monitor('bargeIn', '104'),
	stopped('104'),
	monitor('whisper', '101', '106', { waitForAnswer: 5 }),
	{ resource: 'system', operation: 'getInfo' },
	{ resource: 'queue', operation: 'getStatus', queue: '9998' },
	{ resource: 'extension', operation: 'get', extension: byNumber('106') },
	{ resource: 'extension', operation: 'getAll', returnAll: true },
	{
		resource: 'extension',
		operation: 'updateMonitoring',
		extension: byNumber('106'),
		updateFields: { allowBeingMonitored: true, monitorMode: 'all' },
	},
	{ resource: 'call', operation: 'getAll', returnAll: true },
	on('hold'),
	on('resume'),
	on('mute'),
	on('unmute'),
	{ ...on('transfer'), transferTo: '107' },
	{
		resource: 'call',
		operation: 'dial',
		fromExtension: byNumber('103'),
		toExtension: byNumber('102'),
	},
	{
		resource: 'call',
		operation: 'dialExternal',
		fromExtension: byNumber('104'),
		externalNumber: '0160',
	},
	{
		resource: 'call',
		operation: 'playPrompt',
		playTo: 'extension',
		extension: byNumber('0101'),
		prompts: 'welcome',
	},
	{ resource: 'call', operation: 'hangUp', extension: byNumber('107') },
	{
		resource: 'callRecord',
		operation: 'getAll',
		startTime: '2000-01-01T00:00:00Z',
		endTime: '2100-01-01T00:00:00Z',
		returnAll: true,
	},
];

/** `call/dial.json` and all the others. */
function schemaFiles(): string[] {
	const resources = readdirSync(folder);
	return resources
		.flatMap((resource) => readdirSync(join(folder, resource)).map((file) => `${resource}/${file}`))
		.sort();
}

const pathOf = ({ resource, operation }: INodeParameters) =>
	`${resource as string}/${operation as string}`;

/** The recording of a call that is over. */
function download({ archive }: Simulator): INodeParameters {
	const [recording = ''] = archive.recordings.keys();
	return { resource: 'recording', operation: 'download', recording, binaryPropertyName: 'data' };
}

test('every field of every result is in the schema, with its type', async () => {
	const { simulator, credential } = await liveOffice(undefined, {
		switches: { dialReply: 'callid', recordings: 'on' },
	});
	try {
		const done = new Set<string>();
		for (const order of [...runs, download]) {
			const parameters = typeof order === 'function' ? order(simulator) : order;
			const run = await runNode({ credential, parameters: { options: {}, ...parameters } });
			expect(run.error).toBeUndefined();
			const path = pathOf(parameters);
			done.add(`${path}.json`);
			const schema = JSON.parse(readFileSync(join(folder, `${path}.json`), 'utf8')) as Schema;
			const items = run.outputs[0] ?? [];
			expect(items.length).toBeGreaterThan(0);
			expect(items.flatMap(({ json }) => strangers(json, schema, path))).toEqual([]);
		}
		expect([...done].sort()).toEqual(schemaFiles());
	} finally {
		await simulator.close();
	}
});
