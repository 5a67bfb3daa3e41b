import { request } from 'node:https';
import type { Trouble } from '../../../simulator/http/faults.cts';
import {
	channelOf,
	client,
	cookieOf,
	customerCalls,
	done,
	post,
	startUcm,
	type Ucm,
	type UcmOptions,
} from './ucm.cts';

let ucm: Ucm;

async function start(options: UcmOptions = {}) {
	ucm = await startUcm(options);
}

afterEach(() => ucm.close());

/** A challenge over TLS, by a client with these demands on the ciphers. */
function challengeOverTls(ciphers: string): Promise<string> {
	const body = JSON.stringify({ request: { action: 'challenge', user: 'api', version: '1.0' } });
	return new Promise((resolve, reject) => {
		const sent = request(
			`${ucm.url}/api`,
			{ method: 'POST', rejectUnauthorized: false, ciphers, agent: false },
			(reply) => {
				reply.setEncoding('utf8').on('data', resolve);
			},
		);
		sent.on('error', reject);
		sent.end(body);
	});
}

describe('https', () => {
	it('is served with a self-signed certificate', async () => {
		await start({ protocol: 'https' });
		expect(ucm.url).toMatch(/^https:/);
		expect(await challengeOverTls('DEFAULT:@SECLEVEL=2')).toContain('"status":0');
	});

	it('with a short Diffie-Hellman key is refused by a client of level 2', async () => {
		await start({ protocol: 'https', shortDhKey: true });
		await expect(challengeOverTls('DEFAULT:@SECLEVEL=2')).rejects.toThrow('dh key too small');
		expect(await challengeOverTls('DEFAULT:@SECLEVEL=1')).toContain('"status":0');
	});
});

describe('a fault', () => {
	async function whisper(): Promise<Response> {
		const channel = await channelOf(await client(ucm), '106');
		const request = {
			action: 'callbarge',
			cookie: await cookieOf(ucm),
			...{ channel, exten: '106', mode: 'w', 'barge-exten': '101@0' },
		};
		return post(ucm, JSON.stringify({ request }));
	}

	it.each<[Trouble, number, string, boolean]>([
		[{ kind: 'httpStatus', status: 503 }, 503, 'HTTP 503', false],
		[{ kind: 'errno', errno: '-45' }, 200, '{"response":{},"status":-45}', false],
		[{ kind: 'htmlPage' }, 200, '<html>', false],
		[{ kind: 'emptyBody' }, 200, '', true],
		[{ kind: 'truncated' }, 200, '{"response"', true],
		[{ kind: 'wrongFormat' }, 200, '<html>', true],
	])('%j', async (trouble, status, part, acted) => {
		await start();
		customerCalls(ucm);
		ucm.faults.add({ trouble, endpoint: 'callbarge' });
		const reply = await whisper();
		expect(reply.status).toBe(status);
		expect(await reply.text()).toContain(part);
		expect(ucm.pbx.monitoringLegs()).toHaveLength(acted ? 1 : 0);
	});

	it('is over after its requests', async () => {
		await start();
		const ask = await client(ucm);
		ucm.faults.add({ trouble: { kind: 'errno', errno: '-6' }, endpoint: 'ping' });
		expect(await ask('ping')).toEqual({ response: {}, status: -6 });
		expect(await ask('ping')).toEqual(done);
	});
});
