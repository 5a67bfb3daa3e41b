import { md5 } from '../../../simulator/sessions/sessions.cts';
import { ask, challengeOf, client, cookieOf, done, login, startUcm, type Ucm } from './ucm.cts';

let ucm: Ucm;

beforeEach(async () => {
	ucm = await startUcm({ clockStandsAt: new Date('2025-05-15T11:07:33Z') });
});

afterEach(() => ucm.close());

function refused(status: number, response = {}) {
	return { response, status };
}

function alive(cookie: string) {
	return ask(ucm, { action: 'ping', cookie });
}

const seconds = 1_000;

describe('signing in', () => {
	it('takes a challenge of 16 digits and gives a cookie', async () => {
		expect(await challengeOf(ucm)).toMatch(/^\d{16}$/);
		expect(await login(ucm)).toEqual({
			response: { cookie: expect.stringMatching(/^sid\d+-\d+$/) as string },
			status: 0,
		});
	});

	it('needs the hash of this very challenge and password', async () => {
		const { username, password } = ucm.account;
		await challengeOf(ucm);
		for (const token of [md5(password), password]) {
			expect(await ask(ucm, { action: 'login', user: username, token })).toMatchObject({
				status: -37,
			});
		}
	});

	it('uses a challenge up', async () => {
		const { username, password } = ucm.account;
		const token = md5(`${await challengeOf(ucm)}${password}`);
		const request = { action: 'login', user: username, token };
		expect(await ask(ucm, request)).toMatchObject({ status: 0 });
		expect(await ask(ucm, request)).toMatchObject({ status: -37 });
	});

	it('takes a challenge for the user whom it was given to', async () => {
		const challenge = await challengeOf(ucm, 'somebody');
		const { username, password } = ucm.account;
		const token = md5(`${challenge}${password}`);
		expect(await ask(ucm, { action: 'login', user: username, token })).toMatchObject({
			status: -37,
		});
	});

	it('is refused with the tries that are left, then blocked, then free again', async () => {
		for (const tries of [4, 3, 2, 1]) {
			expect(await login(ucm, { password: 'guess' })).toEqual(
				refused(-37, { remain_num: tries, remain_time: 0 }),
			);
		}
		expect(await login(ucm, { password: 'guess' })).toEqual(
			refused(-37, { remain_num: 0, remain_time: 600 }),
		);
		ucm.clock.advance(60 * seconds);
		expect(await login(ucm)).toEqual(refused(-70, { remain_num: 0, remain_time: 540 }));
		ucm.clock.advance(540 * seconds);
		expect(await login(ucm)).toMatchObject({ status: 0 });
	});

	it('is free again when the administrator takes the address off the list', async () => {
		for (let guess = 0; guess < 5; guess += 1) await login(ucm, { password: 'guess' });
		ucm.unlock();
		expect(await login(ucm)).toMatchObject({ status: 0 });
	});

	it('counts the tries anew after the right password', async () => {
		await login(ucm, { password: 'guess' });
		await login(ucm);
		expect(await login(ucm, { password: 'guess' })).toMatchObject({ response: { remain_num: 4 } });
	});
});

describe('a cookie', () => {
	it('lives ten minutes, used or not', async () => {
		const cookie = await cookieOf(ucm);
		ucm.clock.advance(599 * seconds);
		expect(await alive(cookie)).toEqual(done);
		ucm.clock.advance(1 * seconds);
		expect(await alive(cookie)).toEqual(refused(-6));
	});

	it('is needed, and must be known', async () => {
		expect(await ask(ucm, { action: 'ping' })).toEqual(refused(-6));
		expect(await alive('sid1-1')).toEqual(refused(-6));
	});

	it('ends with the logout and with a restart of the API', async () => {
		const [first, second] = [await cookieOf(ucm), await cookieOf(ucm)];
		await ask(ucm, { action: 'logout', cookie: first });
		expect(await alive(first)).toEqual(refused(-6));
		expect(await alive(second)).toEqual(done);
		ucm.restart('apiService');
		expect(await alive(second)).toEqual(refused(-6));
	});
});

describe('a request', () => {
	it.each([
		['no JSON', 'action=challenge&user=api'],
		['no request in it', '{"action":"challenge","user":"api"}'],
		['a missing field', '{"request":{"action":"challenge"}}'],
	])('with %s has invalid parameters', async (_name, body) => {
		const reply = await fetch(`${ucm.url}/api`, { method: 'POST', body });
		expect([reply.status, await reply.json()]).toEqual([
			200,
			refused(-1, { error_msg: 'Invalid parameters!' }),
		]);
	});

	it('for an action that there is not gets -47', async () => {
		const ask = await client(ucm);
		expect(await ask('transfercall', { channel: 'x' })).toEqual(refused(-47));
		expect(await ask('__proto__')).toEqual(refused(-47));
	});

	it.each([
		['GET', '/api'],
		['POST', '/api/login'],
		['POST', '/'],
	])('%s %s is not for the API', async (method, path) => {
		expect((await fetch(`${ucm.url}${path}`, { method })).status).toBe(404);
	});

	it('leaves neither password, hash nor cookie in the journal', async () => {
		const cookie = await cookieOf(ucm);
		await alive(cookie);
		const journal = JSON.stringify(ucm.journal);
		expect(journal).not.toContain(cookie);
		expect(journal).not.toMatch(/[0-9a-f]{32}/);
		expect(ucm.journal.map(({ endpoint, outcome }) => [endpoint, outcome])).toEqual([
			['challenge', 'Success'],
			['login', 'Success'],
			['ping', 'Success'],
		]);
		expect(ucm.counters.signIns).toEqual({ accepted: 1, refused: 0 });
	});
});
