import * as https from 'node:https';
import { certificate } from '../../../simulator/http/certificate.cts';
import { Client, signedIn } from './client.cts';
import { startSimulator, type YeastarPSimulator } from '../../../simulator/simulator.cts';

let simulator: YeastarPSimulator;
let client: Client;

beforeEach(async () => {
	simulator = await startSimulator({
		family: 'yeastarP',
		clockStandsAt: new Date('2025-08-22T16:44:40Z'),
	});
	client = new Client(simulator.url);
});

afterEach(() => simulator.close());

const halfAnHour = 30 * 60 * 1000;

async function errcode(endpoint = 'system/information'): Promise<unknown> {
	return (await client.get(endpoint)).errcode;
}

describe('get_token', () => {
	it('gives a pair with its lifetimes in seconds', async () => {
		expect(await client.signIn(simulator.account)).toEqual({
			errcode: 0,
			errmsg: 'SUCCESS',
			access_token_expire_time: 1800,
			access_token: expect.stringMatching(/^[A-Za-z0-9]{32}$/) as string,
			refresh_token_expire_time: 86400,
			refresh_token: expect.stringMatching(/^[A-Za-z0-9]{32}$/) as string,
		});
		expect(simulator.counters.signIns).toEqual({ accepted: 1, refused: 0 });
	});

	it('refuses a wrong ID or secret in the documented words', async () => {
		expect(await client.signIn({ ...simulator.account, password: 'wrong' })).toEqual({
			errcode: -1,
			errmsg: 'FAILURE',
			invalid_param_list: [{ field: 'username or password', value: 'error' }],
		});
	});

	it('refuses other names for the two fields', async () => {
		const { username, password } = simulator.account;
		const reply = await client.post('get_token', { client_id: username, client_secret: password });
		expect(reply).toMatchObject({
			errcode: 40002,
			invalid_param_list: [{ field: 'username', validation_type: 'required' }],
		});
	});

	it('blocks the address after five wrong ones in a row', async () => {
		const wrong = { ...simulator.account, password: 'wrong' };
		for (let count = 0; count < 5; count += 1) await client.signIn(wrong);
		const blocked = { errcode: 70004, errmsg: 'ACCOUNT IP BLOCKED', block_expire_time: 600 };
		expect(await client.signIn(simulator.account)).toEqual(blocked);

		simulator.clock.advance(600_000);
		expect(await client.signIn(simulator.account)).toMatchObject({ errcode: 0 });
	});

	it('has eight slots, which expire or are given back', async () => {
		for (let count = 0; count < 8; count += 1) await client.signIn(simulator.account);
		expect(await client.signIn(simulator.account)).toEqual({
			errcode: 60002,
			errmsg: 'MAX LIMITATION EXCEEDED',
		});
		expect(await client.get('del_token')).toMatchObject({ errcode: 0 });
		expect(await errcode()).toBe(10004);
		expect(await client.signIn(simulator.account)).toMatchObject({ errcode: 0 });
		expect(simulator.takenSlots()).toBe(8);

		simulator.clock.advance(halfAnHour);
		expect(simulator.takenSlots()).toBe(0);
	});
});

describe('an access token', () => {
	it('lives 30 minutes, used or not', async () => {
		await client.signIn(simulator.account);
		simulator.clock.advance(halfAnHour - 1);
		expect(await errcode()).toBe(0);
		simulator.clock.advance(1);
		expect(await errcode()).toBe(10004);
	});

	it('counts only in the query', async () => {
		await client.signIn(simulator.account);
		const response = await fetch(`${simulator.url}/openapi/v1.0/system/information`, {
			headers: { Authorization: `Bearer ${client.token}` },
		});
		expect(await response.json()).toEqual({ errcode: 10004, errmsg: 'TOKEN EXPIRED' });
	});

	it('is lost with a restart of the API service', async () => {
		await client.signIn(simulator.account);
		simulator.restart('apiService');
		expect(await errcode()).toBe(10004);
	});
});

describe('refresh_token', () => {
	async function refreshToken(): Promise<unknown> {
		return (await client.signIn(simulator.account)).refresh_token;
	}

	it('gives a new pair in the slot of the old one', async () => {
		const refresh_token = await refreshToken();
		const old = client.token;
		const pair = await client.post('refresh_token', { refresh_token });
		expect(pair).toMatchObject({ errcode: 0, access_token_expire_time: 1800 });
		expect(await errcode()).toBe(10004);
		client.token = String(pair.access_token);
		expect(client.token).not.toBe(old);
		expect(await errcode()).toBe(0);
		expect(simulator.takenSlots()).toBe(1);
	});

	it('works after the access token expired, for a day', async () => {
		const refresh_token = await refreshToken();
		simulator.clock.advance(halfAnHour);
		const pair = await client.post('refresh_token', { refresh_token });
		expect(pair).toMatchObject({ errcode: 0 });
		simulator.clock.advance(24 * 60 * 60 * 1000);
		const late = await client.post('refresh_token', { refresh_token: pair.refresh_token });
		expect(late).toMatchObject({ errcode: 10004 });
	});

	it('is worth nothing a second time', async () => {
		const refresh_token = await refreshToken();
		await client.post('refresh_token', { refresh_token });
		expect(await client.post('refresh_token', { refresh_token })).toMatchObject({ errcode: 10004 });
	});
});

describe('what is checked of every request, in this order', () => {
	async function bare(path: string, init: RequestInit): Promise<unknown> {
		return (await fetch(`${simulator.url}${path}`, init)).json();
	}

	it('the path', async () => {
		expect((await fetch(`${simulator.url}/other`)).status).toBe(404);
		expect(await bare('/openapi/v2.0/cdr/list', {})).toMatchObject({ errcode: -2 });
		expect(await bare('/openapi/v1.0/nonsense', {})).toEqual({
			errcode: 10001,
			errmsg: 'INTERFACE NOT EXISTED',
		});
		expect(await bare('/openapi/v1.0/toString', {})).toMatchObject({ errcode: 10001 });
	});

	it('the verb', async () => {
		await client.signIn(simulator.account);
		expect(await client.get('call/listen')).toMatchObject({ errcode: 10001 });
		expect(await client.post('extension/list', {})).toMatchObject({ errcode: 10001 });
		expect(await client.post('del_token', {})).toMatchObject({ errcode: 10001 });
	});

	it('the token, the body and its fields', async () => {
		expect(await client.post('call/listen', 'no JSON')).toMatchObject({ errcode: 10004 });
		await client.signIn(simulator.account);
		expect(await client.post('call/listen', 'no JSON')).toMatchObject({ errcode: 40001 });
		expect(await client.post('call/listen', { monitor: '101' })).toEqual({
			errcode: 40002,
			errmsg: 'PARAMETER ERROR',
			invalid_param_list: [{ field: 'channel_id', value: '', validation_type: 'required' }],
		});
		const asNumber = { monitor: 101, channel_id: 'x', type: 'listen' };
		expect(await client.post('call/listen', asNumber)).toMatchObject({ errcode: 40002 });
	});
});

describe('over the wire', () => {
	it('https is offered with a self-signed certificate', async () => {
		const secure = await startSimulator({ family: 'yeastarP', protocol: 'https' });
		const status = await new Promise((resolve, reject) => {
			const { port } = new URL(secure.url);
			const options = {
				host: 'localhost',
				port,
				ca: certificate,
				path: '/openapi/v1.0/call/query',
			};
			https.get(options, ({ statusCode }) => resolve(statusCode)).on('error', reject);
		});
		await secure.close();
		expect([status, secure.counters.tlsConnections]).toEqual([200, 1]);
	});

	it('the journal has no secret', async () => {
		const lines: string[] = [];
		const other = await signedIn({ log: (line) => lines.push(line) });
		await other.client.post('refresh_token', { refresh_token: 'canary-token' });
		const text = JSON.stringify(other.simulator.journal) + lines.join();
		await other.simulator.close();
		expect(text).toContain('"username":"api"');
		for (const secret of [other.simulator.account.password, other.client.token, 'canary-token']) {
			expect(text).not.toContain(secret);
		}
	});

	it('faults happen to it as to every dialect', async () => {
		await client.signIn(simulator.account);
		simulator.faults.add({ trouble: { kind: 'errno', errno: '70087' } });
		expect(await client.get('call/query')).toEqual({ errcode: 70087, errmsg: 'IP FORBIDDEN' });
		simulator.faults.add({ trouble: { kind: 'wrongFormat' }, endpoint: 'call/query' });
		await expect(client.get('call/query')).rejects.toThrow(/JSON/);
		simulator.faults.add({ trouble: { kind: 'cutBeforeActing' } });
		await expect(client.get('call/query')).rejects.toThrow('fetch failed');
	});
});
