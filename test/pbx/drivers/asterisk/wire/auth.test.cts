import type { PbxReply } from '../../../../../pbx/http/request';
import { driverOf, failureOf, recording, RecordedPbx } from '../recordedPbx.cts';

const { authenticator } = driverOf();

const session = { session: expect.stringMatching(/^[0-9a-f]{8}$/) as string };

it('signs in with a form, and takes the id of the cookie', async () => {
	const pbx = new RecordedPbx({ Login: 'login' });
	expect(await authenticator.signIn(pbx.send)).toEqual(session);
	const [login] = pbx.sent;
	expect(login?.request.path).toBe('/asterisk/mxml');
	expect(login?.request.query).toEqual([]);
	expect(Object.fromEntries(login?.fields ?? [])).toEqual({
		Username: 'n8n',
		Secret: 'n8n-secret',
		Events: 'off',
	});
});

it('takes "Already authenticated" for a sign-in', async () => {
	const pbx = new RecordedPbx({ Login: 'login-again' });
	expect(await authenticator.signIn(pbx.send)).toEqual(session);
});

it.each([
	['login-refused', 'authenticationFailed', 'The PBX does not accept the manager user', 'permit ='],
	['login-in-use', 'refused', 'signed in elsewhere', 'allowmultiplelogin'],
	['not-found', 'invalidReply', 'no AMI over HTTP at this address', 'webenabled = yes'],
])('says why the sign-in failed: %s', async (answer, kind, message, remedy) => {
	const failure = failureOf(await authenticator.signIn(new RecordedPbx({ Login: answer }).send));
	expect(failure.kind).toBe(kind);
	expect(failure.message).toContain(message);
	expect(failure.remedy).toContain(remedy);
});

it('says that a proxy removed the cookie', async () => {
	const pbx = new RecordedPbx({ Login: { ...recording('login'), headers: {} } });
	expect(failureOf(await authenticator.signIn(pbx.send)).remedy).toContain('Set-Cookie');
});

describe('a refused request', () => {
	const idOf = ({ headers }: PbxReply) =>
		/mansession_id="(\w+)"/.exec(headers['set-cookie'] ?? '')?.[1] ?? '';
	const refused = (name: string, id?: string) => {
		const reply = recording(name);
		return authenticator.refused(authenticator.probe.request, reply, id ?? idOf(reply));
	};

	it('has expired when the PBX names another session', () => {
		expect(refused('expired', 'deadbeef')).toBe(true);
	});

	it('lacks a right when the PBX names the same session', () => {
		expect(refused('right-missing')).toBe(false);
	});

	it('is no other refusal', () => {
		expect(refused('no-such-channel', 'deadbeef')).toBe(false);
		expect(refused('ping', 'deadbeef')).toBe(false);
	});
});

it.each([
	['ping', undefined],
	['not-found', 'invalidReply'],
	['unknown-command', 'unsupported'],
])('judges what the probe got: %s', (name, kind) => {
	expect(authenticator.probe.failure(recording(name))?.kind).toBe(kind);
});

it('signs with the cookie, in the header only', () => {
	const signed = authenticator.sign(authenticator.probe.request, '1a2b3c4d');
	expect(signed.headers.Cookie).toBe('mansession_id="1a2b3c4d"');
	expect(signed).toMatchObject({ path: '/asterisk/mxml', query: [], body: 'Action=Ping' });
});

describe('the credential', () => {
	it.each([
		['http://127.0.0.1:8088', '/mxml'],
		['http://127.0.0.1:8088/asterisk', '/asterisk/mxml'],
		['http://127.0.0.1:8088/asterisk/mxml', '/asterisk/mxml'],
		['http://127.0.0.1:8088/rawman/', '/mxml'],
	])('reads the Base URL %s', (baseUrl, path) => {
		expect(driverOf({ baseUrl }).authenticator.probe.request.path).toBe(path);
	});

	it.each([
		[{ username: '' }, 'The manager user is missing'],
		[{ password: '' }, 'The secret of the manager user is missing'],
		[{ tenantPrefix: 'T2_&PJSIP/9' }, 'The tenant prefix is not valid'],
		[{ dialplanContext: 'a,b' }, 'The dialplan context is not valid'],
		[{ baseUrl: 'pbx' }, 'The address of the PBX does not say whether to use https or http'],
	])('with %j is refused', (fields, message) => {
		expect(() => driverOf(fields)).toThrow(message);
	});
});
