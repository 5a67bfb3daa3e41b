import { get } from 'node:http';
import { startSimulator, type Simulator } from '../../../simulator/simulator.cts';
import {
	serveSwitchboard,
	type ServedSwitchboard,
} from '../../../simulator/switchboard/serveSwitchboard.cts';
import {
	aboutEvents,
	simulatedSwitchboard,
} from '../../../simulator/switchboard/simulatedSwitchboard.cts';
import type { SwitchboardState } from '../../../simulator/switchboard/switchboard.cts';
import { client } from '../api.cts';
import { openReceiver, type Receiver } from '../reports/receiver.cts';
import { Page, post } from './page.cts';

let simulator: Simulator;
let served: ServedSwitchboard;
let page: Page;

beforeEach(async () => {
	simulator = await startSimulator();
	const switchboard = await simulatedSwitchboard(simulator, {
		pbx: 'OpenVox UC, simulated',
		aboutEvents: aboutEvents.openVox,
		calls: [{ direction: 'inbound', from: '0151234567', to: '106' }],
	});
	served = await serveSwitchboard(switchboard, { intervalMs: 20 });
	page = await Page.open(served);
});

afterEach(async () => {
	page.close();
	await served.close();
	await simulator.close();
});

function phone(state: SwitchboardState, number: string) {
	return state.phones.find((each) => each.number === number);
}

function callOf(state: SwitchboardState, number: string) {
	return state.calls.find(({ parties }) => parties.some((each) => each.number === number));
}

describe('who hears whom', () => {
	it('changes with the mode, without anybody asking again', async () => {
		const ask = await client(simulator);
		await ask('extension/whisper', { whisperer: '101', whisperedext: '106' });

		const whisper = await page.shows((state) => callOf(state, '106')?.supervisors.length === 1);
		const call = callOf(whisper, '106');
		expect(call?.voices).toContainEqual({ from: '101', to: '106' });
		expect(call?.voices).not.toContainEqual({ from: '101', to: '0151234567' });
		expect(call?.sentences).toEqual(['101 whispers to 106; 0151234567 hears only 106']);

		await ask('extension/hangup', { extid: '101' });
		await ask('extension/barge', { bargein: '101', bargedext: '106' });
		const bargeIn = await page.shows((state) =>
			Boolean(
				callOf(state, '106')?.supervisors.some(({ monitors }) => monitors?.mode === 'bargeIn'),
			),
		);
		expect(callOf(bargeIn, '106')?.voices).toContainEqual({ from: '101', to: '0151234567' });
	});

	it('shows a supervisor whose phone rings, and the mode only speaks when it is picked up', async () => {
		const ask = await client(simulator);
		await ask('extension/whisper', { whisperer: '105', whisperedext: '106' });

		const ringing = await page.shows((state) => phone(state, '105')?.state === 'ringing');
		expect(phone(ringing, '105')?.acts).toContain('pick-up');
		expect(callOf(ringing, '106')?.voices).toHaveLength(2);

		await page.press('act', { number: '105', act: 'pick-up' });
		const up = await page.shows((state) => phone(state, '105')?.state === 'inCall');
		expect(callOf(up, '106')?.voices).toContainEqual({ from: '105', to: '106' });
	});
});

describe('the log of requests', () => {
	it('shows what was asked, with the token masked and no secret', async () => {
		const ask = await client(simulator);
		await ask('extension/whisper', { whisperer: '101', whisperedext: '106' });

		const state = await page.shows(({ apiCalls }) => apiCalls.length === 2);
		expect(state.apiCalls.at(-1)).toMatchObject({
			request: 'POST extension/whisper',
			fields: 'whisperer 101, whisperedext 106',
			outcome: 'Success',
			failed: false,
		});
		expect(state.apiCalls.at(-1)?.token).toMatch(/^.{4}…$/);
		expect(JSON.stringify(state)).not.toContain('canary');
	});

	it('marks a refusal', async () => {
		const ask = await client(simulator);
		await ask('extension/whisper', { whisperer: '101', whisperedext: '108' });

		const state = await page.shows(({ apiCalls }) => apiCalls.at(-1)?.failed === true);
		expect(state.apiCalls.at(-1)?.outcome).toBe('Failed 10007');
	});
});

describe('the buttons', () => {
	it('call, pick up, hold, resume, mute, unmute and hang up', async () => {
		expect(await page.press('call', { from: '100', to: '107' })).toEqual({
			status: 200,
			body: { done: true, message: '100 calls 107.' },
		});
		const steps = [
			['107', 'pick-up', 'inCall', false],
			['107', 'mute', 'inCall', true],
			['107', 'unmute', 'inCall', false],
			['107', 'hold', 'onHold', false],
			['107', 'unhold', 'inCall', false],
			['100', 'hang-up', 'idle', false],
		] as const;
		for (const [number, act, wanted, muted] of steps) {
			await page.shows((state) => phone(state, number)?.acts.includes(act) === true);
			expect((await page.press('act', { number, act })).body).toMatchObject({ done: true });
			await page.shows((state) => {
				const shown = phone(state, '107');
				return shown?.state === wanted && shown.muted === muted;
			});
		}
	});

	it('reject a call', async () => {
		await page.press('call', { from: '0309876543', to: '106' });
		await page.press('call', { from: '0309876543', to: '107' });
		await page.press('act', { number: '107', act: 'decline' });

		await page.shows((state) => phone(state, '107')?.state === 'idle');
	});

	it('pick up and hang up outside of the PBX as well', async () => {
		await page.press('call', { from: '107', to: '0309999999' });
		await page.shows((state) => phone(state, '0309999999')?.state === 'ringing');
		await page.press('act', { number: '0309999999', act: 'pick-up' });
		await page.shows((state) => callOf(state, '107')?.state === 'talking');
		await page.press('act', { number: '0309999999', act: 'hang-up' });
		await page.shows((state) => phone(state, '107')?.state === 'idle');
	});

	it('unplug a phone, which leaves its call and cannot be called', async () => {
		await page.press('act', { number: '106', act: 'unplug' });
		const unplugged = await page.shows((state) => phone(state, '106')?.state === 'unavailable');
		expect(callOf(unplugged, '106')).toBeUndefined();
		expect(phone(unplugged, '106')?.acts).toEqual(['plug-in']);

		expect((await page.press('call', { from: '100', to: '106' })).body).toEqual({
			done: false,
			message: '106 cannot be reached: it is unplugged.',
		});
	});

	it('say why nothing happened', async () => {
		expect((await page.press('act', { number: '107', act: 'pick-up' })).body).toEqual({
			done: false,
			message: '107 is not ringing any more.',
		});
		expect((await page.press('call', { from: '106', to: '107' })).body).toEqual({
			done: false,
			message: '106 is not idle.',
		});
	});

	it('reset everything to the start', async () => {
		const start = await page.shows(() => true);
		await page.press('act', { number: '106', act: 'hang-up' });
		await page.press('act', { number: '109', act: 'hang-up' });
		await page.press('act', { number: '101', act: 'unplug' });
		await page.press('call', { from: '102', to: '103' });

		await page.press('scenario', { id: 'reset' });

		const withoutIds = ({ phones, calls }: SwitchboardState) => ({
			phones,
			calls: calls.map((call) => ({ ...call, id: '' })),
		});
		const reset = await page.shows((state) => phone(state, '101')?.state === 'idle');
		expect(withoutIds(reset)).toEqual(withoutIds(start));
	});

	it.each([
		['act', { number: '106', act: 'explode' }],
		['act', { act: 'pick-up' }],
		['call', { from: '106' }],
		['call', { from: '106', to: '<script>' }],
		['scenario', {}],
	])('%s %j is refused', async (path, body) => {
		expect((await page.press(path, body)).status).toBe(400);
	});
});

describe('events', () => {
	let receiver: Receiver;
	afterEach(() => receiver.close());

	it.each([
		[200, false],
		[410, true],
	])('appear as they are pushed, with what became of them: %i', async (status, marked) => {
		const ask = await client(simulator);
		receiver = await openReceiver(() => ({ status }));
		const [ipaddr = '', port = ''] = receiver.address.split(':');
		const url = `${receiver.address}/report`;
		await ask('heartbeat', { ipaddr, port, url, urltag: '1' });
		await page.press('call', { from: '100', to: '107' });

		const pushed = ({ events }: SwitchboardState) => events.find(({ name }) => name === 'RING');
		const state = await page.shows((each) => pushed(each)?.outcome === `answered ${status}`);
		expect(pushed(state)).toMatchObject({
			detail: expect.stringMatching(/^callid [\d.]+, ext \(extid 100\)$/) as unknown,
			failed: marked,
		});
	});
});

describe('the server', () => {
	it('serves the page and everything that it loads, from nowhere else', async () => {
		const reply = await fetch(served.url);
		const html = await reply.text();
		expect(reply.headers.get('content-security-policy')).toContain("default-src 'self'");
		const local = [...html.matchAll(/(?:href|src)="([^"#]+)"/g)].map(([, address]) => address);
		const modules = new Set(local);
		for (const name of modules) {
			const file = await fetch(`${served.url}/${name}`);
			expect([name, file.status]).toEqual([name, 200]);
			const text = await file.text();
			for (const [, imported = ''] of text.matchAll(/from '\.\/(\w+\.js)'/g)) modules.add(imported);
		}
		expect(modules.size).toBeGreaterThan(10);
	});

	it('serves no other file', async () => {
		for (const path of ['page/index.html', '..%2Fmain.cts', 'tsconfig.json'])
			expect((await fetch(`${served.url}/${path}`)).status).toBe(404);
	});

	it('accepts the buttons from its own page only', async () => {
		const body = JSON.stringify({ number: '106', act: 'hang-up' });
		const elsewhere = { origin: 'https://evil.example' };
		const otherPort = { origin: 'http://127.0.0.1:1' };
		expect((await post(served.url, 'act', body, elsewhere)).status).toBe(403);
		expect((await post(served.url, 'act', body, otherPort)).status).toBe(403);
		expect((await post(served.url, 'act', body, {})).status).toBe(403);
		const form = { origin: served.url, 'content-type': 'text/plain' };
		expect((await post(served.url, 'act', body, form)).status).toBe(415);
		expect(phone(await page.shows(() => true), '106')?.state).toBe('inCall');
	});

	it('answers under its own name only, so that no other name can be pointed at it', async () => {
		const { port } = new URL(served.url);
		const status = await new Promise((resolve, reject) => {
			get({ host: '127.0.0.1', port, headers: { host: `evil.example:${port}` } }, (reply) => {
				reply.resume();
				resolve(reply.statusCode);
			}).on('error', reject);
		});
		expect(status).toBe(403);
	});

	it('sends a state once to each page, however often it looks', async () => {
		await page.press('act', { number: '106', act: 'hang-up' });
		await page.shows((state) => phone(state, '106')?.state === 'idle');
		const { received } = page;
		const second = await Page.open(served);
		await page.press('act', { number: '106', act: 'pick-up' });
		await page.press('act', { number: '106', act: 'pick-up' });
		expect([page.received, second.received]).toEqual([received, 1]);
		second.close();
	});
});
