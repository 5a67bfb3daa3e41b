import {
	changeCredential,
	createCredential,
	testCredential,
	type CredentialRef,
} from '../../tools/n8n/api/credentials.cts';
import { openEditor } from '../../tools/n8n/api/editor.cts';
import { runManually } from '../../tools/n8n/api/executions.cts';
import { testOwner } from '../../tools/n8n/api/rest.cts';
import { customer, customerCalls, startUcm, type Ucm } from '../simulator/grandstreamUcm/ucm.cts';
import {
	chooseFamily,
	credentialDialog,
	fillCredential,
	openNewCredential,
} from './editor/editorSteps.cts';
import { screenshot } from './editor/screenshot.cts';
import { pbxNode, pbxWorkflow, start } from './manualWorkflow.cts';
import './setup/environment.cts';

// A real n8n with the package installed, on the simulated API of a Grandstream UCM.

const minute = 60_000;

let ucm: Ucm;
let credential: CredentialRef;
let count = 0;

// n8n closed the connection of the set-up while this file was loaded; it must be seen before the next request.
beforeAll(() => new Promise((resolve) => setTimeout(resolve, 100)));

beforeEach(async () => {
	ucm = await startUcm();
	credential = await credentialFor(ucm);
});

afterEach(async () => {
	await ucm.close();
});

async function credentialFor({ url, account }: Ucm): Promise<CredentialRef> {
	count += 1;
	const data = { pbx: 'grandstreamUcm', baseUrl: url, ...account, ignoreSslIssues: false };
	return await createCredential(environment.session, {
		name: `UCM ${count}`,
		type: 'pbxApi',
		data,
	});
}

const press = () => testCredential(environment.session, credential);
const change = (changes: object) =>
	changeCredential(environment.session, credential, { ...changes });

describe('the credential test', () => {
	test('fresh and again: green after one sign-in', async () => {
		expect(await press()).toMatchObject({ status: 'OK' });
		expect(await press()).toMatchObject({ status: 'OK' });
		expect(ucm.counters.signIns).toEqual({ accepted: 1, refused: 0 });
	});

	test.each([
		['expired', () => ucm.clock.advance(11 * minute)],
		['forgotten', () => ucm.restart('apiService')],
	])('session %s: green after one sign-in', async (_name, end) => {
		await press();
		end();
		ucm.resetCounters();
		expect(await press()).toMatchObject({ status: 'OK' });
		expect(ucm.counters.signIns).toEqual({ accepted: 1, refused: 0 });
	});

	test('wrong password: red after one sign-in, with what is left; corrected: green', async () => {
		await change({ password: 'wrong' });
		for (let presses = 0; presses < 3; presses += 1) {
			const verdict = await press();
			expect(verdict.status).toBe('Error');
			expect(verdict.message).toContain('Wrong user name or password');
			expect(verdict.message).toContain('The PBX allows 4 more before it blocks this n8n');
		}
		expect(ucm.counters.signIns).toEqual({ accepted: 0, refused: 1 });
		await change({ password: ucm.account.password });
		expect(await press()).toMatchObject({ status: 'OK' });
	});

	test('address blocked: red, saying so', async () => {
		for (const password of ['1', '2', '3', '4', '5']) {
			await change({ password });
			await press();
		}
		await change({ password: ucm.account.password });
		const verdict = await press();
		expect(verdict).toMatchObject({ status: 'Error' });
		expect(verdict.message).toMatch(/blocked this n8n|forbids this n8n/);
	});

	test('an API user who may not see calls: red, saying so', async () => {
		const trouble = { kind: 'errno', errno: '-47' } as const;
		ucm.faults.add({ trouble, endpoint: 'listBridgedChannels', requests: 9 });
		const verdict = await press();
		expect(verdict.status).toBe('Error');
		expect(verdict.message).toContain('The API user may not use the action listBridgedChannels');
	});

	test('wrong host: red, naming the address', async () => {
		await change({ baseUrl: 'http://127.0.0.1:9' });
		const verdict = await press();
		expect(verdict.status).toBe('Error');
		expect(verdict.message).toContain('Nothing answers at http://127.0.0.1:9');
	});

	describe('over https', () => {
		test('self-signed: red, naming the switch; with it green', async () => {
			const secure = await startUcm({ protocol: 'https' });
			await change({ baseUrl: secure.url });
			const verdict = await press();
			expect(verdict.status).toBe('Error');
			expect(verdict.message).toContain("Turn on 'Ignore SSL Issues'");
			await change({ ignoreSslIssues: true });
			expect(await press()).toMatchObject({ status: 'OK' });
			await secure.close();
		});

		test('a key as short as that of a UCM62xx: red, naming the remedy', async () => {
			const weak = await startUcm({ protocol: 'https', shortDhKey: true });
			await change({ baseUrl: weak.url, ignoreSslIssues: true });
			const verdict = await press();
			expect(verdict.status).toBe('Error');
			expect(verdict.message).toContain('dh key too small');
			expect(verdict.message).toContain('--tls-cipher-list=DEFAULT:@SECLEVEL=1');
			await weak.close();
		});
	});
});

describe('a workflow', () => {
	const whisper = {
		resource: 'monitoring',
		operation: 'whisper',
		supervisorExtension: { __rl: true, mode: 'number', value: '101' },
		monitoredExtension: { __rl: true, mode: 'number', value: '106' },
		options: {},
	};

	test('whispers: the agent hears the supervisor, the customer does not', async () => {
		customerCalls(ucm);
		const workflow = await pbxWorkflow('UCM whisper', credential, whisper);
		const { outputs } = await runManually(environment.session, workflow, start);
		expect(outputs(pbxNode)?.[0]?.map(({ json }) => json)).toMatchObject([
			{ result: 'monitoring' },
		]);
		const hears = (listener: string) =>
			ucm.pbx.whoHearsWhom().find((each) => each.listener === listener)?.hears;
		expect(hears('106')).toContain('101');
		expect(hears(customer)).not.toContain('101');
	});

	test('gives the reason on the error output', async () => {
		const onError = 'continueErrorOutput';
		const workflow = await pbxWorkflow('UCM error', credential, whisper, { onError });
		const { outputs } = await runManually(environment.session, workflow, start);
		expect(outputs(pbxNode)?.[1]?.map(({ json }) => json)).toEqual([
			{
				error: 'Extension 106 is not in a call',
				message: expect.stringContaining('Start when 106 has answered a call') as string,
			},
		]);
	});
});

describe('the editor', () => {
	test('shows the fields of this PBX, and tests the credential green', async () => {
		const editor = await openEditor(environment.chromium, environment.n8n.url, testOwner);
		const { page } = editor;
		await openNewCredential(page);
		await chooseFamily(page, 'Grandstream UCM');
		const { url, account } = ucm;
		await fillCredential(page, { baseUrl: url, ...account });
		await page.getByTestId('credentials-config-container-test-success').waitFor();
		const fields = ['baseUrl', 'username', 'password', 'timeZone', 'ignoreSslIssues'];
		for (const field of fields) {
			expect(await page.getByTestId(`parameter-input-${field}`).count()).toBe(1);
		}
		for (const field of ['apiVersion', 'dataFormat', 'reportPort', 'tenantPrefix']) {
			expect(await page.getByTestId(`parameter-input-${field}`).count()).toBe(0);
		}
		await screenshot(page, 'credential-grandstream', { parts: credentialDialog(page) });
		await editor.close();
	});
});
