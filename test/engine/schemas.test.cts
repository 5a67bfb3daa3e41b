import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeParameters } from 'n8n-workflow';

import { resources } from '../../nodes/Pbx/actions/resources';
import type { Pbx } from '../../pbx/model/pbx';
import { connected } from '../pbx/drivers/connected.cts';
import { byNumber, liveOffice } from './office.cts';
import { runNode } from './runNode.cts';

// What the editor shows before the first run is what comes out of it.

interface Schema {
	type: string;
	properties?: Record<string, Schema>;
	items?: Schema;
}

const folder = join(__dirname, '..', '..', 'nodes', 'Pbx', '__schema__', 'v1.0.0');

/** Paths in a value that the schema does not have, or has with another type. */
function undeclaredPaths(value: unknown, schema: Schema | undefined, path: string): string[] {
	if (!schema) return [path];
	if (Array.isArray(value)) {
		if (schema.type !== 'array') return [path];
		return value.flatMap((each) => undeclaredPaths(each, schema.items, `${path}[]`));
	}
	if (typeof value === 'object' && value !== null) {
		if (schema.type !== 'object') return [path];
		return Object.entries(value).flatMap(([name, each]) =>
			undeclaredPaths(each, schema.properties?.[name], `${path}.${name}`),
		);
	}
	const type = Number.isInteger(value) && schema.type === 'integer' ? 'integer' : typeof value;
	return type === schema.type ? [] : [path];
}

/** What the parameters of any operation may be given, by their names. */
const values: INodeParameters = {
	supervisorExtension: byNumber('101'),
	monitoredExtension: byNumber('106'),
	extension: byNumber('106'),
	fromExtension: byNumber('103'),
	toExtension: byNumber('102'),
	externalNumber: '0160',
	transferTo: '107',
	newMode: 'listen',
	playTo: 'extension',
	prompts: 'welcome',
	queue: '9998',
	updateFields: { allowBeingMonitored: true, monitorMode: 'all' },
	startTime: '2000-01-01T00:00:00Z',
	endTime: '2100-01-01T00:00:00Z',
	returnAll: true,
	binaryPropertyName: 'data',
	waitForAnswer: 0,
	options: {},
};

const everyOperation = resources.flatMap((resource) =>
	resource.operations.map((operation) => ({
		path: `${resource.value}/${operation.value}`,
		operation,
	})),
);

/** What the simulated PBX offers; what only Asterisk does is run on the real one. */
const simulated = everyOperation
	.filter(({ operation }) => operation.isOfferedBy(openVox()))
	.map(({ path }) => path);

function openVox(): Pbx {
	return connected({
		pbx: 'openVoxUc',
		baseUrl: 'http://127.0.0.1',
		username: 'user',
		password: 'password',
	});
}

interface Run {
	operation: string;
	given?: INodeParameters;
	/** What has to be done before, on the same PBX. */
	after?: string[];
}

/** What one run with the values above cannot show. */
const special: Run[] = [
	{ operation: 'monitoring/changeMode', after: ['monitoring/whisper'] },
	{ operation: 'monitoring/stop', after: ['monitoring/whisper'] },
	{ operation: 'monitoring/whisper', given: { waitForAnswer: 5 } },
	{
		operation: 'monitoring/whisper',
		given: {
			supervisorExtension: byNumber('103'),
			fallbackSupervisors: '101',
			options: { ifAlreadyMonitoring: 'succeed' },
		},
	},
	{ operation: 'call/resume', after: ['call/hold'] },
	{ operation: 'call/unmute', after: ['call/mute'] },
	{ operation: 'queue/addAgent', given: { extension: byNumber('100') } },
	{
		operation: 'queue/removeAgent',
		given: { extension: byNumber('100') },
		after: ['queue/addAgent'],
	},
	{ operation: 'call/playPrompt', given: { extension: byNumber('101') } },
	{ operation: 'callRecord/getAll', after: ['call/hangUp'] },
	{ operation: 'recording/download', after: ['call/hangUp'] },
];

const plain = simulated
	.filter((each) => !special.some(({ operation, given }) => operation === each && !given?.options))
	.map((operation): Run => ({ operation }));

/** `call/dial.json` and all the others. */
function schemaFiles(): string[] {
	const resources = readdirSync(folder);
	return resources
		.flatMap((resource) => readdirSync(join(folder, resource)).map((file) => `${resource}/${file}`))
		.sort();
}

test('every operation has a schema, and no schema is left over', () => {
	expect(schemaFiles()).toEqual(everyOperation.map(({ path }) => `${path}.json`).sort());
});

test.each([...plain, ...special])(
	'every field that $operation gives is in its schema, with its type ($given.options)',
	async ({ operation, given, after = [] }) => {
		const { simulator, credential } = await liveOffice(undefined, {
			switches: { dialReply: 'callid', recordings: 'on' },
		});
		const runOf = async (path: string, more?: INodeParameters) => {
			const [resource, name] = path.split('/');
			const [recording = ''] = simulator.archive.recordings.keys();
			const parameters = { ...values, recording, resource, operation: name, ...more };
			return await runNode({ credential, parameters });
		};
		try {
			for (const before of after) expect((await runOf(before, given)).error).toBeUndefined();
			const { outputs, error } = await runOf(operation, given);
			expect(error).toBeUndefined();
			const items = outputs[0] ?? [];
			expect(items.length).toBeGreaterThan(0);
			const schema = JSON.parse(readFileSync(join(folder, `${operation}.json`), 'utf8')) as Schema;
			expect(items.flatMap(({ json }) => undeclaredPaths(json, schema, operation))).toEqual([]);
		} finally {
			await simulator.close();
		}
	},
);
