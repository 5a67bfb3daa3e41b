import { Slots, type Claim } from '../../nodes/PbxTrigger/slots';

let now = 0;
let slots = new Slots(() => now);

beforeEach(() => {
	now = 1_000;
	slots = new Slots(() => now);
});

function claim(trigger: string, purpose: Claim['purpose'], change: Partial<Claim> = {}): Claim {
	return {
		trigger,
		name: trigger,
		url: `http://n8n/${purpose}/${trigger}`,
		purpose,
		credential: { id: 'pbx', fingerprint: 'fields' },
		address: { host: 'n8n', port: 80, path: '/x' },
		key: 'key',
		until: purpose === 'test' ? now + 100 : Infinity,
		...change,
	};
}

test('a test comes before production, and ends by itself when nobody ends it', () => {
	const [production, listening] = [claim('a', 'production'), claim('b', 'test')];
	expect(slots.claim(production)).toBeUndefined();
	expect(slots.claim(listening)).toBeUndefined();
	expect(slots.holder(production)).toBe(listening);
	now += 100;
	expect(slots.holder(production)).toBe(production);
	expect(slots.claim(claim('c', 'test'))).toBeUndefined();
});

test('a rival for the same purpose is named; a refused one gives nothing back', () => {
	const first = claim('a', 'production');
	const second = claim('b', 'production');
	slots.claim(first);
	expect(slots.claim(second)).toBe(first);
	expect(slots.at(second.url)).toBeUndefined();
	slots.giveBack(second);
	expect(slots.holder(second)).toBe(first);
});

test.each([
	['the same credential with changed fields', { id: 'pbx', fingerprint: 'changed' }, true],
	['another credential with the same fields', { id: 'twin', fingerprint: 'fields' }, true],
	['another credential with other fields', { id: 'other', fingerprint: 'others' }, false],
])('%s', (_what, credential, isRival) => {
	const first = claim('a', 'production');
	slots.claim(first);
	const rival = slots.claim(claim('b', 'production', { credential }));
	expect(rival).toBe(isRival ? first : undefined);
});

test('who registers again, as after a restart, is no rival of itself', () => {
	slots.claim(claim('a', 'production'));
	const again = claim('a', 'production', { key: 'new' });
	expect(slots.claim(again)).toBeUndefined();
	expect(slots.of('a', 'production')).toBe(again);
});
