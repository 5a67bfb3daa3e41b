import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { Bench } from '../../../../tools/asterisk/bench.cts';
import { realLine, type RealLine } from './realLine.cts';
import { failureOf } from './recordedPbx.cts';

const minute = 60_000;
/** Seconds an idle login lives; the PBX clears old ones every 5 s. */
const httpTimeout = 2;
const expiry = (httpTimeout + 6) * 1000;
const { elsewhere, once, onlyReporting } = Bench.users;
let bench: Bench;

jest.setTimeout(minute);
beforeAll(async () => {
	bench = await Bench.open({ audioCapture: 'recordings', pbx: { httpTimeout } });
}, 5 * minute);
afterEach(() => bench.hangUpAll());
afterAll(() => bench.close());

const logins = ({ sent }: RealLine) => sent.filter((action) => action === 'Login').length;
const order = { mode: 'whisper', supervisor: '1001', monitored: '1002' } as const;

it('a session is used again', async () => {
	const line = realLine(bench);
	for (let n = 0; n < 5; n += 1) await line.pbx.extensions.query();
	expect(logins(line)).toBe(1);
});

it('parallel work shares one sign-in', async () => {
	const line = realLine(bench);
	await Promise.all([1, 2, 3, 4].map(() => line.pbx.extensions.query()));
	expect(logins(line)).toBe(1);
});

it('an expired session is healed by one sign-in, and nothing is done twice', async () => {
	await bench.call('B', 'C');
	const line = realLine(bench);
	await line.pbx.extensions.query();
	await sleep(expiry);
	line.sent.length = 0;
	const since = bench.amiObserver.now();
	expect(await line.pbx.monitoring.start(order)).toMatchObject({ result: 'monitoring' });
	expect(logins(line)).toBe(1);
	expect(bench.amiObserver.events({ event: 'ChanSpyStart' }, since)).toHaveLength(1);
});

it('a restart of the PBX is healed by one sign-in', async () => {
	const line = realLine(bench);
	await line.pbx.extensions.query();
	await bench.restartPbx();
	await bench.call('B', 'C');
	line.sent.length = 0;
	expect(await line.pbx.monitoring.start(order)).toMatchObject({ result: 'monitoring' });
	expect(logins(line)).toBe(1);
});

it('a PBX that is stopped is not there', async () => {
	const line = realLine(bench);
	await bench.stopPbx();
	const failure = failureOf(await line.pbx.extensions.query());
	await bench.startPbx();
	expect(failure).toMatchObject({ kind: 'unreachable' });
	expect(failure.message).toContain('the connection was refused');
});

describe('signing in', () => {
	it('with a wrong secret is tried once, and the reason is kept', async () => {
		const line = realLine(bench, { fields: { password: 'wrong' } });
		expect(failureOf(await line.pbx.extensions.query())).toMatchObject({
			kind: 'authenticationFailed',
		});
		const again = failureOf(await line.pbx.extensions.query());
		expect(again.message).toBe('The PBX does not accept the manager user');
		expect(again.remedy).toContain('n8n does not try these credentials again for');
		expect(logins(line)).toBe(1);
		expect(JSON.stringify(again)).not.toContain('wrong');
	});

	it('from an address that is not permitted says so', async () => {
		const line = realLine(bench, { user: elsewhere });
		expect(failureOf(await line.pbx.extensions.query()).remedy).toContain('permit =');
	});

	it('while the user is signed in elsewhere is not taken for a wrong secret', async () => {
		const first = realLine(bench, { user: once });
		await first.pbx.extensions.query();
		const second = realLine(bench, { user: once });
		const failure = failureOf(await second.pbx.extensions.query());
		expect(failure.kind).toBe('refused');
		expect(failure.message).toContain('one sign-in at a time');
		expect(await first.pbx.extensions.query()).toHaveLength(4);
	});

	it('below a wrong prefix says what to set', async () => {
		const line = realLine(bench, { fields: { baseUrl: `${bench.url}/asterisk` } });
		const failure = failureOf(await line.pbx.extensions.query());
		expect(failure.message).toContain('no AMI over HTTP at this address (HTTP 404)');
	});

	it('below the prefix of the PBX works', async () => {
		await bench.restartPbx({ httpTimeout, httpPrefix: 'asterisk' });
		const line = realLine(bench, { fields: { baseUrl: `${bench.url}/` } });
		expect(bench.url).toMatch(/\/asterisk$/);
		const found = await line.pbx.extensions.query();
		await bench.restartPbx({ httpTimeout });
		expect(found).toHaveLength(4);
	});
});

/** Rewrites the rights of the user who has few, as an administrator does. */
async function grant(rights: string): Promise<void> {
	const file = join(bench.folder, 'etc/manager.conf');
	const section = new RegExp(`(\\[${onlyReporting.name}\\][^[]*\\nwrite = )[^\\n]*`);
	writeFileSync(file, readFileSync(file, 'utf8').replace(section, `$1${rights}`));
	await bench.amiObserver.action({ Action: 'Reload', Module: 'manager' });
}

describe('a missing right', () => {
	it('is named, and is no reason to sign in again and again', async () => {
		await bench.call('B', 'C');
		const line = realLine(bench, { user: onlyReporting });
		expect(failureOf(await line.pbx.monitoring.start(order)).message).toBe(
			'The manager user lacks the right `originate`',
		);
		expect(logins(line)).toBe(1);
		expect(line.sent.filter((action) => action === 'Originate')).toHaveLength(1);
	});

	it('that is granted is there at the next run, without waiting for the session to end', async () => {
		await bench.call('B', 'C');
		const line = realLine(bench, { user: onlyReporting });
		failureOf(await line.pbx.monitoring.start(order));
		await grant('call,originate,reporting');
		expect(await line.pbx.monitoring.start(order)).toMatchObject({ result: 'monitoring' });
		await grant('reporting');
	});

	it('for call control is named too', async () => {
		await bench.call('B', 'C');
		const { pbx } = realLine(bench, { user: onlyReporting });
		for (const failed of [
			await pbx.calls.hangUp?.('1002'),
			await pbx.calls.transfer?.('1002', '1004'),
			await pbx.calls.mute?.('1002'),
		])
			expect(failureOf(failed).message).toBe('The manager user lacks the right `call`');
		expect(await bench.channels('B')).toHaveLength(1);
	});
});
