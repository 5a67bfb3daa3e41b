import {
	ReportRegistry,
	type Registration,
} from '../../../../nodes/PbxTrigger/registration/registrations';
import { pbxAddressKey, readBaseUrl } from '../../../../pbx/http/baseUrl';
import { Failure } from '../../../../pbx/model/failure';

let now = 0;
let registry = new ReportRegistry(() => now);

beforeEach(() => {
	now = 1_000;
	registry = new ReportRegistry(() => now);
});

function registration(
	trigger: string,
	purpose: Registration['purpose'],
	change: Partial<Registration> = {},
): Registration {
	return {
		trigger,
		node: 'PBX Trigger',
		workflow: trigger,
		url: `http://n8n/${purpose}/${trigger}`,
		purpose,
		pbx: 'http://pbx:8088',
		credentialId: 'pbx',
		address: { host: 'n8n', port: 80, path: '/x' },
		key: 'key',
		timeZone: 'UTC',
		expiresAtMs: purpose === 'test' ? now + 100 : Infinity,
		...change,
	};
}

test('a test comes before production, and ends by itself if it is not released', () => {
	const [production, listening] = [registration('a', 'production'), registration('b', 'test')];
	expect(registry.register(production)).toEqual({ replaced: [] });
	expect(registry.register(listening)).toEqual({ replaced: [] });
	expect(registry.activeFor(production)).toBe(listening);
	now += 100;
	expect(registry.activeFor(production)).toBe(production);
	expect(registry.register(registration('c', 'test'))).toEqual({ replaced: [] });
});

test('the conflicting one for the same purpose is named; the refused one has nothing to release', () => {
	const first = registration('a', 'production');
	const second = registration('b', 'production');
	registry.register(first);
	expect(registry.register(second).conflicting).toBe(first);
	expect(registry.at(second.url)).toBeUndefined();
	registry.release(second);
	expect(registry.activeFor(second)).toBe(first);
});

test.each<[string, Partial<Registration>, boolean]>([
	['the same credential with another address', { pbx: 'http://other:8088' }, true],
	['another credential with the same address', { credentialId: 'twin' }, true],
	['another credential and address', { credentialId: 'other', pbx: 'http://other:8088' }, false],
])('%s', (_what, change, conflicts) => {
	const first = registration('a', 'production');
	registry.register(first);
	const { conflicting } = registry.register(registration('b', 'production', change));
	expect(conflicting).toBe(conflicts ? first : undefined);
});

test('a trigger that registers again, as after a restart, does not conflict with itself', () => {
	registry.register(registration('a', 'production'));
	const again = registration('a', 'production', { key: 'new' });
	expect(registry.register(again)).toEqual({ replaced: [] });
	expect(registry.of('a', 'production')).toBe(again);
});

describe.each<[string, Registration['webhook'], boolean]>([
	['answers', { state: 'answers', beats: 9 }, false],
	['was not looked for yet', undefined, false],
	['was not reached in one beat', { state: 'unreachable', beats: 1 }, false],
	['was not reached in two beats', { state: 'unreachable', beats: 2 }, true],
	['is gone', { state: 'gone', beats: 1 }, true],
])('a registration whose webhook %s', (_what, webhook, replaceable) => {
	test(`is ${replaceable ? 'replaced' : 'kept'} when another workflow registers`, () => {
		const first = registration('a', 'production');
		registry.register(first);
		first.webhook = webhook;
		const second = registration('b', 'production');
		const { conflicting, replaced } = registry.register(second);
		expect(conflicting).toBe(replaceable ? undefined : first);
		expect(replaced).toEqual(replaceable ? [first] : []);
		expect(registry.activeFor(second)).toBe(replaceable ? second : first);
		expect(first.replacedBy).toBe(replaceable ? '"PBX Trigger" of the workflow "b"' : undefined);
	});
});

test('a registration whose webhook is gone gets no reports until it is found again', () => {
	const first = registration('a', 'production', { webhook: { state: 'gone', beats: 1 } });
	registry.register(first);
	expect(registry.activeFor(first)).toBeUndefined();
	first.webhook = { state: 'answers', beats: 1 };
	expect(registry.activeFor(first)).toBe(first);
});

describe('the same PBX, however its address is written', () => {
	function keyOf(baseUrl: string): string {
		const read = readBaseUrl(baseUrl);
		if (read instanceof Failure) throw new Error(read.message);
		return pbxAddressKey(read);
	}

	test.each([
		['https://pbx.lan', 'https://pbx.lan/'],
		['https://pbx.lan', 'HTTPS://PBX.LAN'],
		['https://pbx.lan', 'https://pbx.lan:443'],
		['http://pbx.lan', 'http://pbx.lan:80'],
		['https://pbx.lan:8088', 'https://pbx.lan:08088/api/v1.1.0/'],
		['http://localhost:8088', 'http://127.0.0.1:8088'],
		['http://localhost:8088', 'http://[::1]:8088'],
		['https://pbx.lan/tenant', 'https://pbx.lan/tenant//'],
	])('%s and %s', (one, other) => {
		expect(keyOf(one)).toBe(keyOf(other));
	});

	test.each([
		['https://pbx.lan', 'http://pbx.lan'],
		['https://pbx.lan', 'https://pbx.lan:8088'],
		['https://pbx.lan', 'https://pbx2.lan'],
		['https://pbx.lan/one', 'https://pbx.lan/two'],
		['https://pbx.lan/one', 'https://pbx.lan/One'],
		['http://127.0.0.1', 'http://127.0.0.2'],
	])('but not %s and %s', (one, other) => {
		expect(keyOf(one)).not.toBe(keyOf(other));
	});
});
