import type { INodeProperties } from 'n8n-workflow';

import { isExtensionField } from '../../nodes/Pbx/actions/fields/extension';
import { resources } from '../../nodes/Pbx/actions/resources';
import { Pbx } from '../../nodes/Pbx/Pbx.node';
import codex from '../../nodes/Pbx/Pbx.node.json';
import { PbxTrigger } from '../../nodes/PbxTrigger/PbxTrigger.node';
import triggerCodex from '../../nodes/PbxTrigger/PbxTrigger.node.json';

// What n8n's lint checks in literals only, and what n8n makes of the texts of the panel.

const { properties } = new Pbx().description;
const operations = resources.flatMap((resource) => resource.operations);
const actions = operations.map(({ action }) => action);

interface Choice {
	name: string;
	value: string;
}

const choicesOf = ({ options }: INodeProperties) => (options ?? []) as Choice[];
const named = (wanted: string) => properties.filter(({ name }) => name === wanted);

describe('action texts, by which n8n names a node and describes a tool', () => {
	test.each(actions)('%s', (action) => {
		expect(action.length).toBeLessThanOrEqual(40);
		expect(action).not.toMatch(/\b(an?|the)\b/i);
		expect(action).toMatch(/^[A-Z][^.]*[^.]$/);
	});

	test('are unique', () => {
		expect(new Set(actions).size).toBe(actions.length);
	});

	test('say who hears whom', () => {
		const monitoring = resources.find(({ value }) => value === 'monitoring')?.operations ?? [];
		expect(Object.fromEntries(monitoring.map(({ value, action }) => [value, action]))).toEqual({
			bargeIn: 'Barge in on call, heard by everyone',
			changeMode: 'Switch listen, whisper or barge-in',
			listen: 'Listen to call, unheard by both',
			stop: 'Stop monitoring call',
			takeOver: 'Take over call from agent',
			whisper: 'Whisper to agent, unheard by customer',
			whisperPrompt: 'Whisper recording to agent only',
		});
	});
});

describe('choices', () => {
	test('of resources and operations are those that are defined, sorted by name', () => {
		const [resourceField] = named('resource');
		expect(resourceField && choicesOf(resourceField).map(({ name }) => name)).toEqual([
			'Agent Monitoring',
			'Call',
			'Call Record',
			'Extension',
			'Queue',
			'Recording',
			'System',
		]);
		const offered = named('operation').flatMap(choicesOf);
		expect(offered.map(({ value }) => value)).toEqual(operations.map(({ value }) => value));
		for (const field of named('operation')) {
			const names = choicesOf(field).map(({ name }) => name);
			expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other)));
			expect(choicesOf(field).map(({ value }) => value)).toContain(field.default);
		}
	});

	test('of every list and collection are sorted and unique', () => {
		const lists = [...properties, ...properties.flatMap(({ options = [] }) => options)]
			.map((field) => ('options' in field ? (field.options ?? []) : []))
			.map((options) => options.map((one) => ('displayName' in one ? one.displayName : one.name)));
		for (const names of lists) {
			expect(names).toEqual([...new Set(names)].sort((one, other) => one.localeCompare(other)));
		}
	});
});

test('every parameter of an operation is shown with that operation only', () => {
	for (const resource of resources) {
		const [operationField, ...fields] = resource.properties;
		expect(operationField?.displayOptions?.show).toEqual({ resource: [resource.value] });
		for (const { displayOptions } of fields) {
			expect(displayOptions?.show).toMatchObject({ resource: [resource.value] });
			expect(displayOptions?.show?.operation).toHaveLength(1);
		}
	}
});

describe('pickers', () => {
	const pickers = properties.filter(({ type }) => type === 'resourceLocator');

	test('of one extension are those whose items run in input order', () => {
		const names = new Set(pickers.filter(isExtensionField).map(({ name }) => name));
		expect([...names].sort()).toEqual([
			'extension',
			'fromExtension',
			'monitoredExtension',
			'supervisorExtension',
			'toExtension',
		]);
	});

	test('have a list that the node can fill, and can be filled in by hand', () => {
		const triggerPickers = new PbxTrigger().description.properties
			.flatMap(({ options = [] }) => options)
			.filter((field): field is INodeProperties => 'type' in field)
			.filter(({ type }) => type === 'resourceLocator');
		expect(triggerPickers.map(({ name }) => name)).toEqual(['extensions']);
		const methods = new PbxTrigger().methods.listSearch;
		for (const { modes = [] } of triggerPickers) {
			expect(Object.keys(methods)).toContain(modes[0]?.typeOptions?.searchListMethod);
		}
		for (const { modes = [] } of pickers) {
			expect(modes.map(({ type }) => type).slice(0, 2)).toEqual(['list', 'string']);
			const method = modes[0]?.typeOptions?.searchListMethod;
			expect(Object.keys(new Pbx().methods.listSearch)).toContain(method);
		}
	});
});

test('the action node has the aliases of both, because n8n shows them as one entry', () => {
	expect(codex.alias).toEqual(expect.arrayContaining(triggerCodex.alias));
	const own = ['Asterisk', 'FreePBX', 'queue', 'hang up', 'dial', 'recording', 'CDR', 'ChanSpy'];
	expect(codex.alias).toEqual(expect.arrayContaining(own));
	expect(new Set(codex.alias).size).toBe(codex.alias.length);
});
