import { startSimulator, type Simulator } from '../../simulator/simulator.cts';
import { client, failed, login, succeeded } from './api.cts';

let simulator: Simulator;

beforeEach(async () => {
	simulator = await startSimulator({ clockStandsAt: new Date('2020-05-20T12:00:00Z') });
});

afterEach(() => simulator.close());

interface ControlReply {
	status: number;
	body: unknown;
}

async function control(method: string, path: string, body?: unknown): Promise<ControlReply> {
	const response = await fetch(`${simulator.controlUrl}${path}`, {
		method,
		...(body === undefined
			? {}
			: { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
	});
	const text = await response.text();
	return { status: response.status, body: text.startsWith('GET ') ? text : JSON.parse(text) };
}

const done = { status: 200, body: { result: 'done' } };

async function extension(number: string): Promise<unknown> {
	const { body } = await control('GET', '/extensions');
	return (body as { number: string }[]).find((each) => each.number === number);
}

async function hearing(part: 'hearing' | 'sentences'): Promise<unknown> {
	const { body } = await control('GET', '/hearing');
	return (body as Record<string, unknown>)[part];
}

describe('races', () => {
	it('happen exactly after the wanted request, before its answer leaves', async () => {
		const race = { moment: 'after', endpoint: 'extensionlist/query', request: 2 };
		const call = { direction: 'inbound', from: '0151234567', to: '106' };
		expect((await control('POST', '/races', { ...race, call })).body).toEqual({ waiting: 1 });
		const ask = await client(simulator);
		for (const calls of [1, 2]) {
			await ask('extensionlist/query');
			expect(simulator.pbx.currentCalls()).toHaveLength(calls);
		}
		expect(simulator.races.open).toBe(0);
	});

	it('happen at a phone, before the PBX acts', async () => {
		simulator.pbx.startCall({ direction: 'internal', from: '106', to: '107' });
		const race = { moment: 'before', endpoint: 'extension/whisper' };
		await control('POST', '/races', { ...race, extension: '106', act: 'hang-up' });
		const ask = await client(simulator);
		const request = { whisperer: '101', whisperedext: '106' };
		expect(await ask('extension/whisper', request)).toEqual(failed('10007'));
	});

	it.each([
		{},
		{ moment: 'during', endpoint: 'login', extension: '106', act: 'hang-up' },
		{ moment: 'after', endpoint: 'login', extension: '106', act: 'explode' },
		{ moment: 'after', endpoint: 'login', request: 0, extension: '106', act: 'hang-up' },
	])('%p is refused', async (race) => {
		expect((await control('POST', '/races', race)).status).toBe(400);
	});

	it('can be called off', async () => {
		const race = { moment: 'after', endpoint: 'login', extension: '106', act: 'hang-up' };
		await control('POST', '/races', race);
		expect(await control('DELETE', '/races')).toEqual(done);
		expect(simulator.races.open).toBe(0);
	});
});

describe('the control interface', () => {
	it('is on loopback and says how to use it', async () => {
		expect(simulator.controlUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
		expect((await control('GET', '/')).body).toContain('/hearing');
	});

	it('refuses what a page from elsewhere sends', async () => {
		const { status } = await fetch(`${simulator.controlUrl}/extensions/109/hang-up`, {
			method: 'POST',
			headers: { origin: 'https://evil.example' },
		});
		expect(status).toBe(403);
		expect(await extension('109')).toMatchObject({ state: 'onHold' });
	});

	it('starts calls of each direction, and ends them', async () => {
		const calls = [
			{ direction: 'inbound', from: '0151234567', to: '106', id: '7.7' },
			{ direction: 'outbound', from: '107', to: '0309999999' },
			{ direction: 'internal', from: '100', to: '108' },
		];
		for (const call of calls) expect((await control('POST', '/calls', call)).status).toBe(200);
		expect(await hearing('sentences')).toEqual([
			'109 holds 0309876543',
			'0309876543 hears nobody',
			'109 hears nobody',
			'0151234567 talks with 106',
			'107 talks with 0309999999',
			'100 talks with 108',
		]);
		expect(await control('DELETE', '/calls/7.7')).toEqual(done);
		expect(await extension('106')).toMatchObject({ state: 'idle' });
		expect(await control('DELETE', '/calls/7.7')).toEqual({
			status: 409,
			body: { result: 'noCall' },
		});
	});

	it('refuses calls that cannot be', async () => {
		const call = { direction: 'inbound', from: '0151234567', to: '999' };
		expect((await control('POST', '/calls', call)).status).toBe(409);
		expect((await control('POST', '/calls', { ...call, direction: 'up' })).status).toBe(400);
		expect((await control('POST', '/calls', { direction: 'inbound' })).status).toBe(400);
	});

	it('picks up and declines a ringing phone', async () => {
		const call = { direction: 'inbound', from: '0151234567', to: '106', answered: 'ringing' };
		await control('POST', '/calls', call);
		expect(await extension('106')).toMatchObject({ state: 'ringing' });
		expect(await control('POST', '/extensions/106/pick-up')).toEqual(done);
		expect(await extension('106')).toMatchObject({ state: 'inCall' });
		expect((await control('POST', '/extensions/106/pick-up')).status).toBe(409);
		await control('POST', '/calls', { ...call, to: '107' });
		expect(await control('POST', '/extensions/107/decline')).toEqual(done);
		expect(await extension('107')).toMatchObject({ state: 'idle' });
	});

	it('holds, mutes and hangs up', async () => {
		await control('POST', '/calls', { direction: 'inbound', from: '0151234567', to: '106' });
		await control('POST', '/extensions/106/hold');
		expect(await extension('106')).toMatchObject({ state: 'onHold' });
		await control('POST', '/extensions/106/unhold');
		await control('POST', '/extensions/106/mute');
		expect(await hearing('hearing')).toContainEqual({ listener: '0151234567', hears: [] });
		await control('POST', '/extensions/106/unmute');
		await control('POST', '/extensions/106/hang-up');
		expect(await extension('106')).toMatchObject({ state: 'idle' });
	});

	it('shows extensions without their secrets', async () => {
		const { body } = await control('GET', '/extensions');
		expect(JSON.stringify(body)).not.toContain('canary');
		expect(await extension('0101')).toMatchObject({
			name: 'Branch Office',
			autoAnswer: 'supported',
		});
	});

	it('changes settings and phones', async () => {
		const change = { allowBeingMonitored: false, monitorMode: 'listen', autoAnswer: 'unsupported' };
		const reply = await control('PATCH', '/extensions/106', change);
		expect(reply).toEqual({ status: 200, body: { result: 'configured' } });
		expect(await extension('106')).toMatchObject(change);
		expect((await control('PATCH', '/extensions/106', { monitorMode: 'x' })).status).toBe(400);
		expect((await control('PATCH', '/extensions/106', { shoeSize: '42' })).status).toBe(400);
		expect((await control('PATCH', '/extensions/999', { line: 'unregistered' })).status).toBe(409);
	});

	it('lets a queue member take a caller', async () => {
		await control('POST', '/calls', { direction: 'inbound', from: '0151234567', to: '9998' });
		expect((await control('POST', '/queues/9998/answer', { member: '106' })).status).toBe(200);
		expect(await extension('106')).toMatchObject({ state: 'inCall' });
		expect((await control('POST', '/queues/9998/answer', { member: '107' })).body).toEqual({
			result: 'nobodyWaiting',
		});
	});

	it('advances the clock', async () => {
		const ask = await client(simulator);
		const reply = await control('POST', '/clock/advance', { milliseconds: 1_800_000 });
		expect(reply.body).toEqual({ now: '2020-05-20T12:30:00.000Z' });
		expect(await ask('extensionlist/query')).toEqual(failed('20006'));
	});

	it('restarts the PBX', async () => {
		const ask = await client(simulator);
		expect(await control('POST', '/restart', { what: 'apiService' })).toEqual(done);
		expect(await ask('extensionlist/query')).toEqual(failed('20004'));
		expect((await control('POST', '/restart', {})).status).toBe(400);
	});

	it('sets switches and refuses unknown ones', async () => {
		expect((await control('PATCH', '/switches', { freeWord: 'Idle' })).status).toBe(200);
		expect(simulator.switches.freeWord).toBe('Idle');
		expect((await control('GET', '/switches')).body).toEqual(simulator.switches);
		expect((await control('PATCH', '/switches', { freeWord: 'Sleepy' })).status).toBe(400);
		expect(simulator.switches.freeWord).toBe('Idle');
	});

	it('sets and calls off faults', async () => {
		const fault = { trouble: { kind: 'errno', errno: '30001' }, endpoint: 'extensionlist/query' };
		expect((await control('POST', '/faults', fault)).status).toBe(200);
		expect((await control('GET', '/faults')).body).toEqual([{ ...fault, requests: 1 }]);
		const ask = await client(simulator);
		expect(await ask('extensionlist/query')).toEqual(failed('30001'));
		await control('POST', '/faults', fault);
		expect(await control('DELETE', '/faults')).toEqual(done);
		expect(await ask('extensionlist/query')).toMatchObject(succeeded);
	});

	it.each([
		{},
		{ trouble: { kind: 'earthquake' } },
		{ trouble: { kind: 'errno' } },
		{ trouble: { kind: 'httpStatus', status: 99 } },
		{ trouble: { kind: 'hostileXml', attack: 'nice' } },
		{ trouble: { kind: 'delayAfterActing', milliseconds: '5' } },
		{ trouble: { kind: 'silence' }, requests: 0 },
		{ trouble: { kind: 'silence' }, endpoint: 5 },
	])('refuses the fault %j', async (fault) => {
		expect((await control('POST', '/faults', fault)).status).toBe(400);
		expect(simulator.faults.list()).toEqual([]);
	});

	it('changes the password, and unlocks', async () => {
		expect(await control('PATCH', '/account', { password: 'new-canary' })).toEqual(done);
		expect(await login(simulator, { password: 'ApiSecret-canary' })).toEqual(failed('30003'));
		expect(await login(simulator, { password: 'new-canary' })).toMatchObject(succeeded);
		for (let guess = 0; guess < 5; guess += 1) await login(simulator, { password: 'guess' });
		expect(await login(simulator)).toEqual(failed('20002'));
		expect(await control('POST', '/unlock')).toEqual(done);
		expect(await login(simulator)).toMatchObject(succeeded);
		expect((await control('PATCH', '/account', { password: 5 })).status).toBe(400);
	});

	it('shows and empties counters and journal', async () => {
		await login(simulator);
		expect((await control('GET', '/counters')).body).toMatchObject({
			signIns: { accepted: 1, refused: 0 },
			requests: { login: 1 },
		});
		expect((await control('GET', '/journal')).body).toEqual(simulator.journal);
		expect(simulator.journal).toHaveLength(1);
		await control('DELETE', '/counters');
		await control('DELETE', '/journal');
		expect((await control('GET', '/counters')).body).toMatchObject({ requests: {} });
		expect((await control('GET', '/journal')).body).toEqual([]);
	});
});
