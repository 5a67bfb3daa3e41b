import { resources } from '../../../nodes/Pbx/actions/resources';
import type { CredentialRef } from '../../../tools/n8n/api/credentials.cts';
import { type Editor, openEditor } from '../../../tools/n8n/api/editor.cts';
import { testOwner } from '../../../tools/n8n/api/rest.cts';
import {
	chooseEntry,
	closeNotices,
	openActions,
	openOperations,
	parametersAndOutput,
	searchNode,
	showAs,
} from './editorSteps.cts';
import '../setup/environment.cts';
import { pbxNode, pbxWorkflow } from '../manualWorkflow.cts';
import { credentialFor, customer, heardBy, onlyCallIsWith } from '../simulatedPbx.cts';
import { screenshot } from './screenshot.cts';

let editor: Editor;
let credential: CredentialRef;

beforeAll(async () => {
	editor = await openEditor(environment.chromium, environment.n8n.url, testOwner);
	credential = await credentialFor('PBX of the office');
});
afterAll(async () => {
	await editor?.close();
	Object.assign(environment.simulator.switches, { recordings: 'off' });
});

const extension = (value: string) => ({ __rl: true, mode: 'number', value });

/** Runs the node once in the editor, as a user does. */
async function runs(name: string, parameters: Record<string, unknown>): Promise<void> {
	const { page } = editor;
	const workflow = await pbxWorkflow(name, credential, parameters);
	await editor.openWorkflow(workflow);
	await page.locator(`[data-test-id="canvas-node"][data-node-name="${pbxNode}"]`).dblclick();
	await page.getByTestId('ndv').waitFor();
	await page.getByTestId('node-execute-button').click();
	await page.getByTestId('node-run-status-success').waitFor();
	await closeNotices(page);
}

test('every operation is found below the node', async () => {
	const { page } = editor;
	await page.setViewportSize({ width: 1440, height: 1600 });
	await searchNode(page, 'whisper');
	await chooseEntry(page, /^PBX$/);
	await page.getByText(/^Triggers \(\d+\)$/).click();
	await openActions(page);
	await page.getByText('Get PBX model').waitFor();

	const panel = page.getByTestId('node-creator');
	await screenshot(page, 'actions', { parts: [panel] });
	const shown = await panel.innerText();
	const operations = resources.flatMap((resource) => resource.operations);
	expect(shown).toContain(`Actions (${operations.length})`);
	for (const resource of ['Call', 'Call Record', 'Extension', 'Monitoring', 'Queue', 'Recording'])
		expect(shown).toContain(`${resource} actions`.toUpperCase());
});

test('a whisper with every option gets the first supervisor who comes onto the call', async () => {
	const { page } = editor;
	await page.setViewportSize({ width: 1440, height: 820 });
	onlyCallIsWith('106');
	environment.simulator.pbx.startCall({ direction: 'inbound', from: '0309876543', to: '101' });

	await runs('Somebody must help Alice', {
		resource: 'monitoring',
		operation: 'whisper',
		supervisorExtension: extension('101'),
		monitoredExtension: extension('106'),
		fallbackSupervisors: { __rl: true, mode: 'numbers', value: '103, 102' },
		waitForCall: 60,
		waitForAnswer: 10,
		options: { checkConditions: 'beforeCalling' },
	});
	await showAs(page, 'JSON');

	await screenshot(page, 'whisper-options', { parts: parametersAndOutput(page) });
	expect(heardBy('102')).toEqual([customer, '106']);
});

const pictures = [
	{
		list: 'shown',
		height: 820,
		resource: 'monitoring',
		operation: 'listen',
		supervisorExtension: extension('103'),
		monitoredExtension: extension('106'),
	},
	{
		list: 'shown',
		height: 820,
		resource: 'extension',
		operation: 'get',
		extension: extension('106'),
	},
	// The list of a call's operations is long.
	{ list: 'shown', height: 1240, resource: 'call', operation: 'getAll', returnAll: true },
	{
		list: 'folded',
		height: 700,
		resource: 'queue',
		operation: 'getStatus',
		queue: { __rl: true, mode: 'list', value: '9998', cachedResultName: '9998 – Queue 9998' },
	},
	{
		list: 'folded',
		height: 820,
		resource: 'callRecord',
		operation: 'getAll',
		startTime: '2020-01-01T00:00:00Z',
		endTime: '2100-01-01T00:00:00Z',
		returnAll: true,
	},
	{
		list: 'folded',
		height: 600,
		resource: 'recording',
		operation: 'download',
		binaryPropertyName: 'data',
	},
	{ list: 'folded', height: 560, resource: 'system', operation: 'getInfo' },
] as const;

test.each(pictures)(
	'$resource: its operations, and a result',
	async ({ list, height, ...parameters }) => {
		const { page } = editor;
		await page.setViewportSize({ width: 1440, height });
		const { pbx, switches, archive } = environment.simulator;
		switches.recordings = 'on';
		pbx.dropEverything();
		archive.records.length = 0;
		const ended = pbx.startCall({ direction: 'inbound', from: '0309876543', to: '107' });
		if (typeof ended === 'string') throw new Error(ended);
		pbx.endCall(ended.callId);
		pbx.startCall({ direction: 'inbound', from: customer, to: '106' });
		pbx.startCall({ direction: 'internal', from: '101', to: '108' });

		await runs(`Show ${parameters.resource}`, {
			...parameters,
			recording: { __rl: true, mode: 'fileName', value: archive.records.at(-1)?.recording },
			options: {},
		});
		if (parameters.resource !== 'recording') await showAs(page, 'JSON');
		if (list === 'shown') await openOperations(page);

		// n8n lets a long list scroll.
		const style = '.el-select-dropdown__wrap { max-height: none !important }';
		await screenshot(page, `operations-${parameters.resource}`, {
			parts: parametersAndOutput(page),
			style,
		});
		const output = await page.getByTestId('output-panel').innerText();
		expect(output).toMatch(/\d items?|exten-/);
	},
);
