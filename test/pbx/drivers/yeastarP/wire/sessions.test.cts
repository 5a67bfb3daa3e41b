import { monitor } from '../../../../engine/office.cts';
import { runNode } from '../../../../engine/runNode.cts';
import type { CredentialStore } from '../../../../engine/credentialStore.cts';
import type { RawPbx } from '../../openvox/rawPbx.cts';
import { calls, credentialFor, extension, parts, paths, printed, printedPbx } from '../printed.cts';

const minutes = 60_000;
const expired = '{"errcode":10004,"errmsg":"TOKEN EXPIRED"}';

/** The fewest parts of Node's timers that make the test's clock the only one. */
const allButDate = [
	'setTimeout',
	'setInterval',
	'setImmediate',
	'nextTick',
	'queueMicrotask',
	'clearTimeout',
	'clearInterval',
	'clearImmediate',
	'performance',
	'hrtime',
] as const;

jest.setTimeout(60_000);

/** The tokens that the PBX accepts, and how it answers to sign-ins. */
interface Sessions {
	valid: Set<string>;
	getToken: string[];
	refreshToken: string[];
}

let pbx: RawPbx;
let credential: CredentialStore;
let sessions: Sessions;

afterEach(async () => {
	jest.useRealTimers();
	await pbx.close();
});

let given = 0;

function tokens(): string {
	given += 1;
	const access = `access${given}`;
	sessions.valid = new Set([access]);
	return JSON.stringify({
		errcode: 0,
		errmsg: 'SUCCESS',
		access_token_expire_time: 1800,
		access_token: access,
		refresh_token_expire_time: 86400,
		refresh_token: `refresh${given}`,
	});
}

async function open(): Promise<void> {
	sessions = { valid: new Set(), getToken: [], refreshToken: [] };
	const signed = (body: string) => (line: string) =>
		sessions.valid.has(/access_token=(\w+)/.exec(line)?.[1] ?? '') ? body : expired;
	pbx = await printedPbx({
		get_token: () => sessions.getToken.shift() ?? tokens(),
		refresh_token: () => sessions.refreshToken.shift() ?? tokens(),
		'call/query': signed(calls({ members: [extension('106', 'ANSWER')] })),
		'call/listen': signed(printed('call-listen.json')),
	});
	credential = credentialFor(pbx.url);
}

async function whisper(items = 1) {
	const { outputs, error } = await runNode({
		credential,
		parameters: monitor('whisper'),
		items: Array.from({ length: items }, () => ({})),
	});
	if (error) throw error;
	expect(outputs[0]?.every(({ json }) => json.result === 'accepted')).toBe(true);
}

function signIns(): string[] {
	return paths(pbx).filter((path) => path.endsWith('_token'));
}

test('1,000 whispers take one sign-in, and two requests each', async () => {
	await open();
	await whisper(1_000);
	expect(signIns()).toEqual(['get_token']);
	expect(pbx.requests).toHaveLength(1 + 2 * 1_000);
});

test('a token that the PBX ends in between costs one refresh and no order twice', async () => {
	await open();
	await whisper(20);
	sessions.valid.clear();
	await whisper(20);
	expect(signIns()).toEqual(['get_token', 'refresh_token']);
	expect(
		parts(pbx.requests.find((each) => each.includes('refresh_token HTTP')) ?? '').body,
	).toEqual({
		refresh_token: `refresh${given - 1}`,
	});
	const accepted = pbx.requests.filter((each) => /call\/listen/.test(each));
	expect(accepted.length).toBeLessThanOrEqual(41);
});

test('the next execution uses the refreshed pair', async () => {
	await open();
	await whisper();
	sessions.valid.clear();
	await whisper();
	await whisper();
	expect(signIns()).toEqual(['get_token', 'refresh_token']);
	expect(pbx.requests.at(-1)).toContain(`access_token=access${given}`);
});

test('a token is refreshed before its 30 minutes are over', async () => {
	await open();
	jest.useFakeTimers({ doNotFake: [...allButDate], now: Date.now() });
	await whisper();
	jest.setSystemTime(Date.now() + 24 * minutes);
	await whisper();
	expect(signIns()).toEqual(['get_token']);
	jest.setSystemTime(Date.now() + 2 * minutes);
	await whisper();
	expect(signIns()).toEqual(['get_token', 'refresh_token']);
	// No request went out with the old one.
	const used = pbx.requests.flatMap((each) => /access_token=access(\d+)/.exec(each)?.[1] ?? []);
	expect(used.slice(-2)).toEqual([String(given), String(given)]);
});

test.each([
	['expired', expired],
	['unknown', '{"errcode":-1,"errmsg":"FAILURE"}'],
])('a refresh token that is %s leads to one sign-in with the credentials', async (_how, answer) => {
	await open();
	await whisper();
	sessions.valid.clear();
	sessions.refreshToken.push(answer);
	await whisper();
	expect(signIns()).toEqual(['get_token', 'refresh_token', 'get_token']);
});

describe('a sign-in that is refused', () => {
	const refused = async (...answers: string[]) => {
		await open();
		sessions.getToken.push(...answers);
		return (await runNode({ credential, parameters: monitor('whisper') })).error;
	};

	test.each([
		[
			printed('get_token-refused.json'),
			'Wrong Client ID or Client Secret',
			"Check 'Client Secret'",
		],
		[
			'{"errcode":-1,"errmsg":"FAILURE"}',
			'Wrong Client ID or Client Secret',
			"Check 'Client Secret'",
		],
		[
			'{"errcode":60002,"errmsg":"MAX LIMITATION EXCEEDED"}',
			'The PBX gives no further session: it has at most eight at a time',
			'30 minutes',
		],
		[
			'{"errcode":70004,"errmsg":"ACCOUNT IP BLOCKED","block_expire_time":600}',
			'The PBX has blocked the address of n8n after five wrong sign-ins, for 600 s',
			'Blocked IPs',
		],
		[
			'{"errcode":70004,"errmsg":"ACCOUNT IP BLOCKED","block_expire_time":1755852280}',
			'The PBX has blocked the address of n8n after five wrong sign-ins, until 2025-08-22T08:44:40.000Z',
			'Blocked IPs',
		],
		[
			'{"errcode":70087,"errmsg":"IP FORBIDDEN"}',
			'The PBX does not permit the address of n8n',
			'permitted IP',
		],
		['{"errcode":70123,"errmsg":"API UNAVAILABLE"}', 'The API of the PBX is off', 'Turn it on'],
	])('%s is explained', async (answer, message, remedy) => {
		const error = await refused(answer);
		expect(error?.message).toContain(message);
		expect(error?.description).toContain(remedy);
		expect(pbx.requests).toHaveLength(1);
		expect(JSON.stringify([error?.message, error?.description])).not.toContain('client-secret');
	});

	test('a block is not made longer by further executions', async () => {
		await refused('{"errcode":70004,"errmsg":"ACCOUNT IP BLOCKED"}');
		const again = await runNode({ credential, parameters: monitor('whisper') });
		expect(again.error?.message).toContain('blocked the address of n8n');
		expect(pbx.requests).toHaveLength(1);
	});

	test('a full PBX is asked again by the next execution', async () => {
		await refused('{"errcode":60002,"errmsg":"MAX LIMITATION EXCEEDED"}');
		await new Promise((done) => setTimeout(done, 1_100));
		await whisper();
		expect(signIns()).toEqual(['get_token', 'get_token']);
	});
});
