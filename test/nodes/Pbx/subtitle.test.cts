import { NodeHelpers, Workflow, type INode, type INodeParameters } from 'n8n-workflow';

import { Pbx } from '../../../nodes/Pbx/Pbx.node';

const type = new Pbx();
const byNumber = (value: string) => ({ __rl: true, mode: 'number', value });

/** As n8n's editor evaluates it. */
function subtitleOf(parameters: INodeParameters): unknown {
	const node: INode = {
		id: '1',
		name: 'PBX',
		type: 'pbx',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	node.parameters =
		NodeHelpers.getNodeParameters(
			type.description.properties,
			parameters,
			true,
			false,
			node,
			type.description,
		) ?? {};
	const nodeTypes = {
		getByName: () => type,
		getByNameAndVersion: () => type,
		getKnownTypes: () => ({}),
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	return workflow.expression.getSimpleParameterValue(
		node,
		type.description.subtitle,
		'internal',
		{},
	);
}

test.each([
	['101', '106', 'whisper: 101 → 106'],
	['0101', '106', 'whisper: 0101 → 106'],
	['={{ $json.lead }}', '106', 'whisper: monitoring'],
	['', '', 'whisper: monitoring'],
])('a whisper of %j to %j', (supervisor, monitored, expected) => {
	const parameters = {
		resource: 'monitoring',
		operation: 'whisper',
		supervisorExtension: byNumber(supervisor),
		monitoredExtension: byNumber(monitored),
	};
	expect(subtitleOf(parameters)).toBe(expected);
});

test('another operation', () => {
	expect(subtitleOf({ resource: 'call', operation: 'getAll' })).toBe('getAll: call');
});
