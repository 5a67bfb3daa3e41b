import { runManually } from '../../tools/n8n/api/executions.cts';
import { listSearch } from '../../tools/n8n/api/listSearch.cts';
import './setup/environment.cts';
import { pbxNode, pbxWorkflow, start } from './manualWorkflow.cts';
import { credentialFor, onlyCallIsWith } from './simulatedPbx.cts';

type Format = 'json' | 'xml';

const allExtensions = { resource: 'extension', operation: 'getAll', returnAll: true, options: {} };

beforeAll(() => onlyCallIsWith('106'));

async function items(dataFormat: Format): Promise<unknown[]> {
	const credential = await credentialFor(`All, ${dataFormat}`, { dataFormat });
	const workflow = await pbxWorkflow(`All, ${dataFormat}`, credential, allExtensions);
	const { outputs } = await runManually(environment.session, workflow, start);
	return (outputs(pbxNode)?.[0] ?? []).map(({ json }) => json);
}

async function labels(dataFormat: Format, filter?: string): Promise<string[]> {
	const { results } = await listSearch(environment.session, {
		node: { name: 'n8n-nodes-pbx.pbx', version: 1 },
		path: 'parameters.monitoredExtension',
		method: 'searchMonitored',
		credential: await credentialFor(`Picker, ${dataFormat}`, { dataFormat }),
		...(filter === undefined ? {} : { filter }),
	});
	return results.map(({ name }) => name);
}

test('the items are the same whether the PBX speaks JSON or XML', async () => {
	const fromJson = await items('json');

	expect(fromJson).toContainEqual(expect.objectContaining({ number: '0101' }));
	expect(fromJson).toContainEqual(expect.objectContaining({ name: 'Zoë & Søn <Lager>' }));
	expect(await items('xml')).toEqual(fromJson);
});

test('the picker is the same, too, and can be searched', async () => {
	const fromJson = await labels('json');

	expect(fromJson).toContainEqual(expect.stringMatching(/^0101 /));
	expect(await labels('xml')).toEqual(fromJson);
	expect(await labels('xml', 'alice')).toEqual(['106 – Alice']);
});
