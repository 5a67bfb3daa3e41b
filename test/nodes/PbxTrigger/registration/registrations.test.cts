import { ReportRegistry, type Registration } from '../../../../nodes/PbxTrigger/registration/registrations';

let now = 0;
let slots = new ReportRegistry(() => now);

beforeEach(() => {
	now = 1_000;
	slots = new ReportRegistry(() => now);
});

function claim(trigger: string, purpose: Registration['purpose'], change: Partial<Registration> = {}): Registration {
	return {
		trigger,
		name: trigger,
		url: `http://n8n/${purpose}/${trigger}`,
		purpose,
		credential: { id: 'pbx', fingerprint: 'fields' },
		address: { host: 'n8n', port: 80, path: '/x' },
		key: 'key',
		expiresAtMs: purpose === 'test' ? now + 100 : Infinity,
		...change,
	};
}

test('a test comes before production, and ends by itself when nobody ends it', () => {
	const [production, listening] = [claim('a', 'production'), claim('b', 'test')];
	expect(slots.register(production)).toBeUndefined();
	expect(slots.register(listening)).toBeUndefined();
	expect(slots.activeFor(production)).toBe(listening);
	now += 100;
	expect(slots.activeFor(production)).toBe(production);
	expect(slots.register(claim('c', 'test'))).toBeUndefined();
});

test('a rival for the same purpose is named; a refused one gives nothing back', () => {
	const first = claim('a', 'production');
	const second = claim('b', 'production');
	slots.register(first);
	expect(slots.register(second)).toBe(first);
	expect(slots.at(second.url)).toBeUndefined();
	slots.release(second);
	expect(slots.activeFor(second)).toBe(first);
});

test.each([
	['the same credential with changed fields', { id: 'pbx', fingerprint: 'changed' }, true],
	['another credential with the same fields', { id: 'twin', fingerprint: 'fields' }, true],
	['another credential with other fields', { id: 'other', fingerprint: 'others' }, false],
])('%s', (_what, credential, isRival) => {
	const first = claim('a', 'production');
	slots.register(first);
	const rival = slots.register(claim('b', 'production', { credential }));
	expect(rival).toBe(isRival ? first : undefined);
});

test('who registers again, as after a restart, is no rival of itself', () => {
	slots.register(claim('a', 'production'));
	const again = claim('a', 'production', { key: 'new' });
	expect(slots.register(again)).toBeUndefined();
	expect(slots.of('a', 'production')).toBe(again);
});
