import * as n8nWorkflow from 'n8n-workflow';

import { refuseOldN8n } from '../../transport/oldestN8n';

test('this n8n is new enough', () => {
	expect(() => refuseOldN8n(n8nWorkflow)).not.toThrow();
});

test('an n8n without what the nodes are made of is refused, with the version that is needed', () => {
	const older = { ...n8nWorkflow, NodeConnectionTypes: undefined };
	expect(() => refuseOldN8n(older)).toThrow('n8n-nodes-pbx needs n8n 1.85 or newer');
	// n8n replaces the message of a TypeError.
	expect(() => refuseOldN8n(older)).not.toThrow(TypeError);
});
