import type { Trouble } from '../../simulator/http/faults.cts';
import { startSimulator, type Simulator } from '../../simulator/simulator.cts';
import { client, failed, parsed, post, succeeded, tokenOf, type Ask, type Reply } from './api.cts';

const request = { whisperer: '101', whisperedext: '106' };
const whispering = '101 whispers to 106; 0151234567 hears only 106';

let simulator: Simulator;
let token: string;
let ask: Ask;

beforeEach(async () => {
	simulator = await startSimulator();
	simulator.pbx.startCall({ direction: 'inbound', from: '0151234567', to: '106' });
	token = await tokenOf(simulator);
	ask = await client(simulator);
});

afterEach(() => simulator.close());

function whisper(type: 'json' | 'xml' = 'json'): Promise<Reply> {
	const body =
		type === 'json'
			? JSON.stringify(request)
			: '<xml><whisperer>101</whisperer><whisperedext>106</whisperedext></xml>';
	return post(simulator.url, 'extension/whisper', { token, type }, body);
}

/** A whisper request by a client that waits until it is aborted. */
function whisperAndWait() {
	const patience = new AbortController();
	const answer = fetch(`${simulator.url}/api/v0.0.1/extension/whisper?token=${token}`, {
		method: 'POST',
		body: JSON.stringify(request),
		signal: patience.signal,
	});
	return { answer, giveUp: () => patience.abort() };
}

async function until(isTrue: () => boolean): Promise<void> {
	while (!isTrue()) await new Promise(setImmediate);
}

function acted(): boolean {
	return simulator.pbx.describeHearing().includes(whispering);
}

function outcome(): string | undefined {
	return simulator.journal.at(-1)?.outcome;
}

describe('a fault', () => {
	it('of status, redirect, page or errno keeps the PBX from acting', async () => {
		const troubles: [Trouble, number, string][] = [
			[{ kind: 'httpStatus', status: 503 }, 503, 'HTTP 503'],
			[{ kind: 'httpStatus', status: 401 }, 401, 'HTTP 401'],
			[{ kind: 'redirect', location: 'https://127.0.0.1:8088/' }, 302, ''],
			[{ kind: 'htmlPage' }, 200, '<html>'],
			[{ kind: 'errno', errno: '20010' }, 200, '"errno": "20010"'],
		];
		for (const [trouble, status, part] of troubles) {
			simulator.faults.add({ trouble });
			const reply = await whisper();
			expect([reply.status, acted()]).toEqual([status, false]);
			expect(reply.text).toContain(part);
		}
	});

	it('of a damaged answer comes after the PBX acted', async () => {
		const troubles: [Trouble, RegExp][] = [
			[{ kind: 'emptyBody' }, /^$/],
			[{ kind: 'truncated' }, /^\{[^}]*$/],
			[{ kind: 'wrongFormat' }, /^<\?xml .*<status>Success/s],
			[{ kind: 'hostileXml', attack: 'entityBomb' }, /<!ENTITY lol9/],
			[{ kind: 'hostileXml', attack: 'externalEntity' }, /SYSTEM/],
			[{ kind: 'hostileXml', attack: 'prototypeTags' }, /<__proto__>/],
			[{ kind: 'hostileXml', attack: 'deepNesting' }, /<a><a><a>/],
		];
		for (const [trouble, body] of troubles) {
			simulator.faults.add({ trouble });
			const reply = await whisper();
			expect(reply.text).toMatch(body);
			expect(acted()).toBe(true);
			expect(outcome()).toBe(`Success, then ${trouble.kind}`);
			await simulator.pbx.hangUp('101');
		}
	});

	it('of wrong format answers XML requests in JSON', async () => {
		simulator.faults.add({ trouble: { kind: 'wrongFormat' } });
		expect(parsed(await whisper('xml'))).toEqual(succeeded);
	});

	it('of truncation leaves XML unclosed', async () => {
		simulator.faults.add({ trouble: { kind: 'truncated' } });
		const { text } = await whisper('xml');
		expect(text).toMatch(/^<\?xml/);
		expect(text).not.toContain('</xml>');
	});

	it('of silence acts and never answers', async () => {
		simulator.faults.add({ trouble: { kind: 'silence' } });
		const { answer, giveUp } = whisperAndWait();
		await until(acted);
		expect(outcome()).toBe('Success, then silence');
		giveUp();
		await expect(answer).rejects.toHaveProperty('name', 'AbortError');
	});

	it('of silence does not keep the PBX from being switched off', async () => {
		const other = await startSimulator();
		other.faults.add({ trouble: { kind: 'silence' } });
		const answer = fetch(`${other.url}/api/v0.0.1/heartbeat`, { method: 'POST' });
		await until(() => other.journal.length > 0);
		await Promise.all([other.close(), expect(answer).rejects.toThrow('fetch failed')]);
	});

	it.each([
		['cutBeforeActing', false],
		['cutAfterActing', true],
	] as const)('of kind %s breaks the connection; the PBX acted: %s', async (kind, expected) => {
		simulator.faults.add({ trouble: { kind } });
		await expect(whisper()).rejects.toThrow('fetch failed');
		expect(acted()).toBe(expected);
	});

	it.each(['delayBeforeActing', 'delayAfterActing'] as const)(
		'of kind %s still answers',
		async (kind) => {
			simulator.faults.add({ trouble: { kind, milliseconds: 30 } });
			expect(parsed(await whisper())).toEqual(succeeded);
			expect(acted()).toBe(true);
		},
	);

	it('of delay acts on its side of the wait', async () => {
		simulator.faults.add({ trouble: { kind: 'delayBeforeActing', milliseconds: 600_000 } });
		simulator.faults.add({ trouble: { kind: 'delayAfterActing', milliseconds: 600_000 } });
		const requests = simulator.journal.length;

		const before = whisperAndWait();
		await until(() => simulator.journal.length > requests);
		expect(acted()).toBe(false);

		const after = whisperAndWait();
		await until(acted);

		for (const { answer, giveUp } of [before, after]) {
			giveUp();
			await expect(answer).rejects.toHaveProperty('name', 'AbortError');
		}
	});
});

describe('faults', () => {
	it('are for the named endpoint and the named number of requests', async () => {
		const trouble: Trouble = { kind: 'errno', errno: '30001' };
		simulator.faults.add({ trouble, endpoint: 'extensionlist/query', requests: 2 });
		expect(await ask('extension/hangup', { extid: '107' })).toEqual(failed('10007'));
		expect(await ask('extensionlist/query')).toEqual(failed('30001'));
		expect(await ask('extensionlist/query')).toEqual(failed('30001'));
		expect(await ask('extensionlist/query')).toMatchObject(succeeded);
		expect(simulator.faults.list()).toEqual([]);
	});

	it('come in the order in which they were set', async () => {
		simulator.faults.add({ trouble: { kind: 'errno', errno: '1' } });
		simulator.faults.add({ trouble: { kind: 'errno', errno: '2' } });
		expect(await ask('extensionlist/query')).toEqual(failed('1'));
		expect(await ask('extensionlist/query')).toEqual(failed('2'));
	});

	it('can be called off', async () => {
		simulator.faults.add({ trouble: { kind: 'silence' } });
		simulator.faults.clear();
		expect(await ask('extensionlist/query')).toMatchObject(succeeded);
	});
});
