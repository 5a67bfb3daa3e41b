import { runInNewContext } from 'node:vm';

import { serveAmi, type AmiPbx } from '../../../../tools/benchmarks/pbx/amiPbx.cts';
import { callsOfChannels } from '../../../../tools/benchmarks/workflows/asteriskCalls.cts';
import { CredentialStore } from '../../../engine/credentialStore.cts';
import { monitor, startParameters } from '../../../engine/office.cts';
import { runNode } from '../../../engine/runNode.cts';

// The Asterisk that the benchmarks count and time: both who are compared must find the same there.

let pbx: AmiPbx;

beforeEach(async () => {
	pbx = await serveAmi({
		calls: [
			{ caller: { number: '1001', isExtension: true }, agent: '2001' },
			{ caller: { number: '0151234567', isExtension: false }, agent: '2002' },
		],
		idle: ['3001'],
	});
});
afterEach(() => pbx.close());

function credential(): CredentialStore {
	const { url, account } = pbx;
	return new CredentialStore({
		data: {
			pbx: 'asterisk',
			baseUrl: url,
			username: account.name,
			password: account.secret,
			sessionToken: '',
		},
	});
}

async function callsByNode() {
	const parameters = { resource: 'call', operation: 'getAll', returnAll: true, options: {} };
	const { outputs, error } = await runNode({ credential: credential(), parameters });
	expect(error).toBeUndefined();
	return outputs[0]?.map(({ json: { id, from, to } }) => ({ id, from, to }));
}

async function callsByCode() {
	const { name, secret } = pbx.account;
	const login = await fetch(`${pbx.url}/rawman?action=Login&username=${name}&secret=${secret}`);
	const cookie = login.headers.get('set-cookie')?.split(';')[0] ?? '';
	const reply = await fetch(`${pbx.url}/rawman?action=CoreShowChannels`, { headers: { cookie } });
	const data = await reply.text();
	const $input = { first: () => ({ json: { data } }) };
	const code = `(() => {${String(callsOfChannels.parameters.jsCode)}})()`;
	const items = runInNewContext(code, { $input }) as { json: Record<string, unknown> }[];
	return items.map(({ json: { id, from, to } }) => ({ id, from, to }));
}

test('the PBX node and the Code node find the same calls', async () => {
	const calls = [
		{ id: 'pbx-1795403565.0', from: '1001', to: '2001' },
		{ id: 'pbx-1795403565.2', from: '0151234567', to: '2002' },
	];
	expect(await callsByNode()).toEqual(calls);
	expect(await callsByCode()).toEqual(calls);
});

test('a supervisor whose phone picked up monitors', async () => {
	const parameters = { ...monitor('whisper', '3001', '2002'), ...startParameters({}) };
	const { outputs } = await runNode({ credential: credential(), parameters });
	expect(outputs[0]?.[0]?.json.result).toBe('monitoring');
	expect(pbx.counters.signIns).toEqual({ accepted: 1, refused: 0 });
	expect(pbx.counters.requests).toEqual({ Login: 1, CoreShowChannels: 3, Originate: 1 });
});

test.each(['mxml', 'rawman'])('%s answers nobody who is not signed in', async (path) => {
	const reply = await fetch(`${pbx.url}/${path}?action=CoreShowChannels`);
	const body = await reply.text();
	expect(body).toContain('Permission denied');
	expect(body).not.toContain('2002');
});
