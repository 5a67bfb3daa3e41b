import { setTimeout as sleep } from 'node:timers/promises';

import { AmiOverHttp } from '../../../tools/asterisk/ami/overHttp.cts';
import { Bench } from '../../../tools/asterisk/bench.cts';
import { extensionOf } from '../../../tools/asterisk/phones.cts';
import { until } from '../../../tools/poll.cts';

const minute = 60_000;
const httpTimeout = 4;
const answerAtOnce = '<sip:127.0.0.1>;answer-after=0';

let bench: Bench;

jest.setTimeout(minute);
beforeAll(async () => {
	bench = await Bench.open({ pbx: { httpTimeout } });
}, 5 * minute);
afterEach(() => bench.hangUpAll());
afterAll(() => bench.close());

/** Calls phone A for two seconds, as the supervisor is called; what the PBX says in the end. */
async function callA(callInfo?: string): Promise<{ ended: () => Promise<string> }> {
	const { amiObserver } = bench;
	const since = amiObserver.now();
	await amiObserver.action({
		Action: 'Originate',
		Channel: `PJSIP/${extensionOf.A}`,
		Application: 'Echo',
		Timeout: '2000',
		Async: 'true',
		...(callInfo === undefined ? {} : { Variable: `PJSIP_HEADER(add,Call-Info)=${callInfo}` }),
	});
	const ended = async () => {
		const { response, reason } = await amiObserver.event({ event: 'OriginateResponse' }, since);
		return `${response ?? ''} ${reason ?? ''}`;
	};
	return { ended };
}

const answered = 'Success 4';
const notAnswered = 'Failure 3';
const refused = 'Failure 0';

describe('a phone', () => {
	it('that answers by header rings without the header', async () => {
		await bench.setAnswering('A', 'byHeader');
		const { ended } = await callA();
		expect(await ended()).toBe(notAnswered);
	});

	it('that answers by header answers with it', async () => {
		await bench.setAnswering('A', 'byHeader');
		const { ended } = await callA(answerAtOnce);
		expect(await ended()).toBe(answered);
	});

	it('that answers by hand ignores the header', async () => {
		await bench.setAnswering('A', 'manual');
		const { ended } = await callA(answerAtOnce);
		expect(await ended()).toBe(notAnswered);
	});

	it('that answers by hand answers when it is picked up', async () => {
		const phone = await bench.setAnswering('A', 'manual');
		const since = phone.now();
		const { ended } = await callA();
		await phone.ringing(since);
		await phone.answer();
		expect(await ended()).toBe(answered);
	});

	it('that answers by hand can reject', async () => {
		const phone = await bench.setAnswering('A', 'manual');
		const since = phone.now();
		const { ended } = await callA();
		await phone.ringing(since);
		await phone.reject();
		expect(await ended()).toBe(refused);
	});

	it('that is busy refuses', async () => {
		await bench.setAnswering('A', 'busy');
		const before = bench.amiObserver.now();
		const { ended } = await callA(answerAtOnce);
		expect(await ended()).toBe(refused);
		const hangup = await bench.amiObserver.event({ event: 'Hangup' }, before);
		expect(hangup.cause).toBe('17');
	});

	it('that always answers needs no header', async () => {
		await bench.setAnswering('A', 'auto');
		const { ended } = await callA();
		expect(await ended()).toBe(answered);
	});

	it('that is switched off is not registered', async () => {
		await bench.switchOff('D');
		expect((await bench.amiObserver.registered()).sort()).toEqual(['1001', '1002', '1003']);
		const { items } = await bench.amiObserver.action({ Action: 'ExtensionStateList' });
		expect(items.find(({ exten }) => exten === extensionOf.D)?.statustext).toBe('Unavailable');
		await bench.switchOn('D', 'auto');
		expect(await bench.amiObserver.registered()).toContain(extensionOf.D);
	});

	it('can be transferred by the PBX after a consultation', async () => {
		const { callerChannel } = await bench.call('B', 'C');
		const since = bench.amiObserver.now();
		const fields = { Channel: callerChannel, Exten: extensionOf.D, Context: 'internal' };
		await bench.amiObserver.action({ Action: 'Atxfer', ...fields });
		await bench.bridged('D', since);
		await bench.amiObserver.action({ Action: 'Hangup', Channel: callerChannel });
		await until('customer and second agent to be in one bridge', 5_000, async () => {
			const [[customer], [second]] = [await bench.channels('C'), await bench.channels('D')];
			const bridge = customer?.bridgeid ?? '';
			return bridge !== '' && bridge === second?.bridgeid ? true : undefined;
		});
		expect(await bench.channels('B')).toEqual([]);
	});

	it('that hangs up ends the call', async () => {
		await bench.call('B', 'C');
		const since = bench.amiObserver.now();
		await bench.phone('C').hangup();
		await bench.amiObserver.eventCount(2, { event: 'Hangup' }, since);
	});
});

describe('the users of the PBX', () => {
	const { n8n, elsewhere, once, onlyReporting } = Bench.users;

	it('may not come from another address', async () => {
		await expect(AmiOverHttp.login(bench.url, elsewhere)).rejects.toThrow('Authentication failed');
	});

	it('may be limited to one login', async () => {
		await AmiOverHttp.login(bench.url, once);
		await expect(AmiOverHttp.login(bench.url, once)).rejects.toThrow('Login Already In Use');
	});

	it('may lack a right', async () => {
		const ami = await AmiOverHttp.login(bench.url, onlyReporting);
		await expect(ami.action({ action: 'CoreShowChannels' })).resolves.toBeDefined();
		const originate = { action: 'Originate', channel: 'PJSIP/1001', application: 'Echo' };
		await expect(ami.action(originate)).rejects.toThrow('Permission denied');
	});

	it('lose their login when they are idle for too long', async () => {
		const ami = await AmiOverHttp.login(bench.url, n8n);
		const latest = httpTimeout + 6;
		await sleep(latest * 1000);
		await expect(ami.action({ action: 'CoreShowChannels' })).rejects.toThrow('Permission denied');
	});

	it('lose their login when the PBX restarts, and the phones go on', async () => {
		const ami = await AmiOverHttp.login(bench.url, n8n);
		await bench.restartPbx({ httpTimeout: 60 });
		await expect(ami.action({ action: 'CoreShowChannels' })).rejects.toThrow('Permission denied');
		await bench.call('B', 'C');
	});

	it('find the PBX below a prefix', async () => {
		const bare = bench.url;
		await bench.restartPbx({ httpPrefix: 'asterisk' });
		expect(bench.url).toBe(`${bare}/asterisk`);
		await expect(AmiOverHttp.login(bench.url, n8n)).resolves.toBeDefined();
		await expect(AmiOverHttp.login(bare, n8n)).rejects.toThrow();
	});
});

it('two benches run side by side, and leave nothing behind', async () => {
	const other = await Bench.open();
	await bench.call('B', 'C');
	expect(other.ports.base).not.toBe(bench.ports.base);
	expect(await other.amiObserver.channels()).toEqual([]);
	const pids = other.pids();
	await other.close();
	await until('the programs of the other bench to be gone', 5_000, () =>
		pids.some(alive) ? undefined : true,
	);
});

function alive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}
