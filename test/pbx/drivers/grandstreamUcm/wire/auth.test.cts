import { Failure } from '../../../../../pbx/model/failure';
import type { Pbx } from '../../../../../pbx/model/pbx';
import { openCredential } from '../../../../../transport/credential';
import { connected } from '../../connected.cts';
import {
	channels,
	credential,
	printed,
	printedBody,
	refused,
	scriptedUcm,
	type ScriptedUcm,
} from '../scriptedUcm.cts';

let ucm: ScriptedUcm;

afterEach(async () => {
	await ucm.close();
});

const whisper = { mode: 'whisper', supervisor: '2005', monitored: '2001' } as const;

async function start(pbx: Pbx) {
	return await pbx.monitoring?.start(whisper);
}

const answers = {
	listBridgedChannels: printed('listBridgedChannels.json'),
	callbarge: printed('callbarge.json'),
};

test('signs in with the challenge, and carries the cookie in the body alone', async () => {
	ucm = await scriptedUcm(answers);
	expect(await start(ucm.pbx)).toMatchObject({ result: 'accepted' });
	expect(ucm.bodies()).toEqual(
		['challenge', 'login', 'listBridgedChannels', 'callbarge-whisper'].map(printedBody),
	);
});

test('two requests for each whisper, and one sign-in for all of them', async () => {
	ucm = await scriptedUcm(answers);
	for (let whispers = 0; whispers < 20; whispers += 1) await start(ucm.pbx);
	expect(ucm.actions()).toHaveLength(40);
	expect(ucm.signIns()).toBe(1);
});

test.each([-5, -6, -8])('status %i is healed by one sign-in', async (status) => {
	let cookies = 0;
	ucm = await scriptedUcm({
		...answers,
		login: () => `{"response":{"cookie":"sid${(cookies += 1)}"},"status":0}`,
		callbarge: ({ cookie }) => (cookie === 'sid1' ? refused(status) : printed('callbarge.json')),
	});
	expect(await start(ucm.pbx)).toMatchObject({ result: 'accepted' });
	expect(ucm.actions()).toEqual(['listBridgedChannels', 'callbarge', 'callbarge']);
	expect(ucm.signIns()).toBe(2);
});

test('a PBX that refuses every cookie is not signed in to again and again', async () => {
	ucm = await scriptedUcm({ ...answers, listBridgedChannels: refused(-6) });
	expect(await start(ucm.pbx)).toMatchObject({ kind: 'authenticationFailed' });
	expect(ucm.signIns()).toBeLessThanOrEqual(3);
	expect(ucm.fieldsOf('callbarge')).toEqual([]);
});

describe('a refused sign-in', () => {
	const loginRefused = async (status: number, response: object = {}) => {
		ucm = await scriptedUcm({ ...answers, login: refused(status, response) });
		const first = await start(ucm.pbx);
		if (!(first instanceof Failure)) throw new Error('the sign-in was accepted');
		return first;
	};

	test('is remembered, and shows what the PBX says of the next try', async () => {
		const failure = await loginRefused(-37, { remain_num: 4, remain_time: 300 });
		expect(failure).toMatchObject({
			kind: 'authenticationFailed',
			message: 'Wrong user name or password',
			input: 'password',
			pbxCode: '-37',
		});
		expect(failure.remedy).toContain('The PBX allows 4 more before it blocks this n8n.');
		expect(failure.remedy).toContain('It names a pause of 300 s.');
		for (let tries = 0; tries < 3; tries += 1) await start(ucm.pbx);
		expect(ucm.signIns()).toBe(1);
	});

	test.each([
		[1, 'n8n does not try these credentials again by itself'],
		[2, 'n8n does not try these credentials again for'],
	])('with %i tries left: %s', async (remain_num, words) => {
		expect((await loginRefused(-37, { remain_num })).remedy).toContain(words);
	});

	test.each([-68, -70])('%i: the address is blocked, and n8n waits', async (status) => {
		const failure = await loginRefused(status, { remain_time: 300 });
		expect(failure.kind).toBe('lockedOut');
		await start(ucm.pbx);
		expect(ucm.signIns()).toBe(1);
	});

	test('-45: too frequent, and n8n waits', async () => {
		const failure = await loginRefused(-45);
		expect(failure.message).toContain('came too often');
		expect(failure.remedy).toMatch(/not try these credentials again for 1[45] s/);
		await start(ucm.pbx);
		expect(ucm.signIns()).toBe(1);
	});

	test('a challenge that is refused is not answered', async () => {
		ucm = await scriptedUcm({ ...answers, challenge: refused(-37) });
		expect(await start(ucm.pbx)).toMatchObject({ kind: 'authenticationFailed' });
		expect(ucm.signIns()).toBe(0);
	});

	test.each(['challenge', 'login'])('a %s without its value is no sign-in', async (step) => {
		ucm = await scriptedUcm({ ...answers, [step]: '{"response":{},"status":0}' });
		expect(await start(ucm.pbx)).toMatchObject({ kind: 'invalidReply' });
	});
});

test('no failure and no reply shows password, token or cookie', async () => {
	const secrets = [/cdrapi123/, /sid743052864/, /[0-9a-f]{32}/];
	ucm = await scriptedUcm({ ...answers, callbarge: refused(-9, { cookie: 'sid743052864' }) });
	const shown = JSON.stringify([await start(ucm.pbx), await ucm.pbx.extensions?.list()]);
	for (const secret of secrets) expect(shown).not.toMatch(secret);
});

describe('the base URL', () => {
	test.each(['/', '/api', '/api/'])('may end in %s', async (path) => {
		ucm = await scriptedUcm({ ...answers, listBridgedChannels: channels([]) });
		const pbx = connected(credential(`${ucm.url}${path}`));
		expect(await start(pbx)).toMatchObject({ kind: 'notInCall' });
		expect(new Set(ucm.requestLines())).toEqual(new Set(['POST /api HTTP/1.1']));
	});

	test.each(['username', 'password'])('%s is needed', async (name) => {
		ucm = await scriptedUcm({});
		expect(openCredential({ ...credential(ucm.url), [name]: '' })).toMatchObject({ input: name });
	});
});
