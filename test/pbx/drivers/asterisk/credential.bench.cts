import { Bench } from '../../../../tools/asterisk/bench.cts';
import {
	changeCredential,
	createCredential,
	testCredential,
	type CredentialRef,
} from '../../../../tools/n8n/api/credentials.cts';
import type { N8n } from '../../../../tools/n8n/n8n.cts';
import { startWithOurPackage } from '../../../../tools/n8n/install/ourPackage.cts';
import { RestSession, testOwner } from '../../../../tools/n8n/api/rest.cts';
import { credentialOf } from './realLine.cts';

const minute = 60_000;
const { n8n: manager, elsewhere, onlyReporting } = Bench.users;
let bench: Bench;
let n8n: N8n;
let session: RestSession;

jest.setTimeout(minute);
beforeAll(async () => {
	bench = await Bench.open({ audioCapture: 'recordings' });
	n8n = await startWithOurPackage((line) => process.stdout.write(`${line}\n`));
	session = await RestSession.setUpOwner(n8n.url, testOwner);
}, 10 * minute);
afterAll(async () => {
	await n8n?.close();
	await bench?.close();
});

async function credential(changes: Record<string, unknown> = {}): Promise<CredentialRef> {
	const { line, ...data } = { ...credentialOf(bench, manager), ...changes };
	return await createCredential(session, { name: `Asterisk ${line}`, type: 'pbxApi', data });
}

it("n8n's test of the credential is green", async () => {
	expect(await testCredential(session, await credential())).toMatchObject({ status: 'OK' });
});

it('is green twice, and once more after a restart of the PBX', async () => {
	const tested = await credential();
	expect(await testCredential(session, tested)).toMatchObject({ status: 'OK' });
	expect(await testCredential(session, tested)).toMatchObject({ status: 'OK' });
	await bench.restartPbx();
	expect(await testCredential(session, tested)).toMatchObject({ status: 'OK' });
});

it('is red for a wrong secret although a session is open', async () => {
	const tested = await credential();
	await testCredential(session, tested);
	await changeCredential(session, tested, { password: 'not-the-secret' });
	const verdict = await testCredential(session, tested);
	expect(verdict.status).toBe('Error');
	expect(verdict.message).toContain('The PBX does not accept the manager user');
	expect(verdict.message).not.toContain('not-the-secret');
});

const wrong: [string, () => Record<string, string>, string][] = [
	[
		'an address that is not permitted',
		() => ({ username: elsewhere.name, password: elsewhere.secret }),
		'permit =',
	],
	['a wrong prefix', () => ({ baseUrl: `${bench.url}/asterisk` }), 'webenabled = yes'],
	[
		'a port where nothing answers',
		() => ({ baseUrl: 'http://127.0.0.1:1' }),
		'connection was refused',
	],
];

it.each(wrong)('is red for %s, and says what to do', async (_, changes, text) => {
	const verdict = await testCredential(session, await credential(changes()));
	expect(verdict.status).toBe('Error');
	expect(verdict.message).toContain(text);
});

it('is green for a user with few rights, whose operation says what is missing', async () => {
	const { name: username, secret: password } = onlyReporting;
	const tested = await credential({ username, password });
	expect(await testCredential(session, tested)).toMatchObject({ status: 'OK' });
});
