import { startSimulator, type Simulator } from '../../simulator/simulator.cts';
import {
	changeCredential,
	testCredential,
	type CredentialRef,
} from '../../tools/n8n/api/credentials.cts';
import './setup/environment.cts';
import { credentialFor } from './simulatedPbx.cts';

// Every state in which a user may press "Test": n8n's own credential test call, and how often the PBX
// was signed in to because of it.

const minute = 60_000;

let credential: CredentialRef;
let reportPort = 8300;

function press() {
	return testCredential(environment.session, credential);
}

function signIns() {
	return environment.simulator.counters.signIns;
}

beforeEach(async () => {
	environment.simulator.restart('apiService');
	environment.simulator.unlock();
	environment.simulator.faults.clear();
	// Another port makes credentials that n8n has learnt nothing about yet.
	reportPort += 1;
	credential = await credentialFor(`Test ${reportPort}`, { reportPort });
	environment.simulator.resetCounters();
});

test('fresh: green after one sign-in', async () => {
	expect(await press()).toMatchObject({ status: 'OK' });
	expect(signIns()).toEqual({ accepted: 1, refused: 0 });
});

test('session alive: green without a sign-in', async () => {
	await press();
	environment.simulator.resetCounters();
	expect(await press()).toMatchObject({ status: 'OK' });
	expect(signIns()).toEqual({ accepted: 0, refused: 0 });
	expect(environment.simulator.counters.requests['deviceinfo/query']).toBeGreaterThan(0);
});

test('session expired: green after one sign-in', async () => {
	await press();
	environment.simulator.clock.advance(31 * minute);
	environment.simulator.resetCounters();
	expect(await press()).toMatchObject({ status: 'OK' });
	expect(signIns()).toEqual({ accepted: 1, refused: 0 });
});

test('PBX restarted: green after one sign-in', async () => {
	await press();
	environment.simulator.restart('apiService');
	environment.simulator.resetCounters();
	expect(await press()).toMatchObject({ status: 'OK' });
	expect(signIns()).toEqual({ accepted: 1, refused: 0 });
});

test('password changed to a wrong one while a session lives: red after one sign-in, however often', async () => {
	await press();
	environment.simulator.resetCounters();
	await changeCredential(environment.session, credential, { password: 'wrong' });
	for (let presses = 0; presses < 6; presses += 1) {
		const verdict = await press();
		expect(verdict.status).toBe('Error');
		expect(verdict.message).toContain(
			"Wrong user name or password, or the PBX's API service is down",
		);
	}
	expect(signIns()).toEqual({ accepted: 0, refused: 1 });
});

test('wrong password corrected: green at once', async () => {
	await changeCredential(environment.session, credential, { password: 'wrong again' });
	expect((await press()).status).toBe('Error');
	await changeCredential(environment.session, credential, {
		password: environment.simulator.account.password,
	});
	expect(await press()).toMatchObject({ status: 'OK' });
	expect(signIns()).toEqual({ accepted: 1, refused: 1 });
});

test('address locked: red, saying for how long', async () => {
	for (const password of ['wrong 1', 'wrong 2', 'wrong 3', 'wrong 4', 'wrong 5']) {
		await changeCredential(environment.session, credential, { password });
		await press();
	}
	await changeCredential(environment.session, credential, {
		password: environment.simulator.account.password,
	});
	const verdict = await press();
	expect(verdict.status).toBe('Error');
	expect(verdict.message).toContain('locked');
	expect(verdict.message).toContain('at most 10 minutes from now');
});

test('wrong host: red, naming the address', async () => {
	await changeCredential(environment.session, credential, { baseUrl: 'http://127.0.0.1:9' });
	const verdict = await press();
	expect(verdict.status).toBe('Error');
	expect(verdict.message).toContain('Nothing answers at http://127.0.0.1:9');
	expect(signIns()).toEqual({ accepted: 0, refused: 0 });
});

test('a web page that is no PBX: red, saying so', async () => {
	environment.simulator.faults.add({ trouble: { kind: 'htmlPage' } });
	const verdict = await press();
	expect(verdict.status).toBe('Error');
	expect(verdict.message).toContain('A web page answered, not the API of a PBX');
	await changeCredential(environment.session, credential, { baseUrl: environment.n8n.url });
	expect((await press()).status).toBe('Error');
});

describe('self-signed certificate', () => {
	let secure: Simulator;

	beforeEach(async () => {
		secure = await startSimulator({ protocol: 'https' });
		await changeCredential(environment.session, credential, { baseUrl: secure.url });
	});

	afterEach(async () => {
		await secure.close();
	});

	test('with the switch off: red, naming the switch', async () => {
		const verdict = await press();
		expect(verdict.status).toBe('Error');
		expect(verdict.message).toContain("Turn on 'Ignore SSL Issues'");
		expect(secure.counters.signIns).toEqual({ accepted: 0, refused: 0 });
	});

	test('with the switch on: green', async () => {
		await changeCredential(environment.session, credential, { ignoreSslIssues: true });
		expect(await press()).toMatchObject({ status: 'OK' });
		expect(secure.counters.signIns).toEqual({ accepted: 1, refused: 0 });
	});
});

test('in XML: green', async () => {
	await changeCredential(environment.session, credential, { dataFormat: 'xml' });
	expect(await press()).toMatchObject({ status: 'OK' });
	const signIn = environment.simulator.journal
		.filter(({ endpoint }) => endpoint === 'login')
		.at(-1);
	expect(signIn).toMatchObject({ format: 'xml', outcome: 'Success' });
});
