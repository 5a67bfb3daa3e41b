import { z } from 'zod';

import { PbxApi } from '../../credentials/PbxApi.credentials';
import './setup/environment.cts';

test('n8n offers the node, and the same node as a tool for AI agents', async () => {
	const nodes = await environment.session.get(
		'/types/nodes.json',
		z.array(z.object({ name: z.string() })),
	);
	const ours = nodes.map(({ name }) => name).filter((name) => name.startsWith('n8n-nodes-pbx.'));

	expect(ours).toEqual(expect.arrayContaining(['n8n-nodes-pbx.pbx', 'n8n-nodes-pbx.pbxTool']));
});

test('n8n offers the credential', async () => {
	const shape = z.array(z.object({ name: z.string(), displayName: z.string() }));
	const credentials = await environment.session.get('/types/credentials.json', shape);

	expect(credentials).toContainEqual({ name: 'pbxApi', displayName: new PbxApi().displayName });
});
