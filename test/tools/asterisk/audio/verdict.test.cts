import { phoneNames, type PhoneName } from '../../../../tools/asterisk/phones.cts';
import {
	heardBy,
	hearing,
	verdict,
	prove,
	situations,
	usualRoles,
	type Roles,
	type Levels,
	type Situation,
} from '../../../../tools/asterisk/audio/verdict.cts';
import { perPhone } from '../../../../tools/asterisk/audio/audioCapture.cts';

/** Levels as a perfect PBX would give them. */
function perfect(situation: Situation, roles: Roles = usualRoles): Levels {
	const listeners = heardBy(situation, roles);
	return perPhone((listener) => ({
		sent: -15,
		heard: perPhone((tone) => (listeners[tone]?.includes(listener) === true ? -15 : -72)),
	}));
}

function withCell(levels: Levels, listener: PhoneName, tone: PhoneName, dbfs: number): Levels {
	const heard = { ...levels[listener].heard, [tone]: dbfs };
	return { ...levels, [listener]: { ...levels[listener], heard } };
}

describe('a tone', () => {
	it.each([
		[-15, -15, 'heard'],
		[-12, -15, 'heard'],
		[-18, -15, 'heard'],
		[-18.1, -15, 'unclear'],
		[-11.9, -15, 'unclear'],
		[-54.9, -15, 'unclear'],
		[-55, -15, 'notHeard'],
		[-Infinity, -15, 'notHeard'],
		[-58, -20, 'unclear'],
		[-60, -20, 'notHeard'],
		[-60, undefined, 'notHeard'],
		[-15, undefined, 'unclear'],
		[-Infinity, undefined, 'notHeard'],
		[-Infinity, -Infinity, 'notHeard'],
		[-15, -Infinity, 'unclear'],
		[NaN, -15, 'unclear'],
	] as const)('at %d dBFS that was sent at %d is %s', (dbfs, sent, expected) =>
		expect(hearing(dbfs, sent)).toBe(expected),
	);
});

describe('the table of who hears whom', () => {
	it.each([
		['noCall', ''],
		['notMonitored', 'B>C C>B'],
		['listen', 'B>C B>A C>B C>A'],
		['whisper', 'A>B B>C B>A C>B C>A'],
		['bargeIn', 'A>B A>C B>C B>A C>B C>A'],
	] as const)('%s', (situation, expected) => {
		const listeners = heardBy(situation, usualRoles);
		const pairs = phoneNames.flatMap((tone) =>
			(listeners[tone] ?? []).map((listener) => `${tone}>${listener}`),
		);
		expect(pairs.sort()).toEqual(expected.split(' ').filter(Boolean).sort());
	});
});

describe.each(situations)('what a perfect PBX gives as %s', (situation) => {
	it.each(situations)('judged as %s', (as) => {
		expect(verdict(perfect(situation), as).wrong.length === 0).toBe(as === situation);
	});

	it('is proven', () => expect(prove(perfect(situation), situation).holds).toBe(true));

	const cells = phoneNames.flatMap((listener) =>
		phoneNames.map((tone) => [listener, tone] as const),
	);
	it.each(cells)(
		'fails when the cell of listener %s and tone %s is the other way',
		(listener, tone) => {
			const levels = perfect(situation);
			const turned = levels[listener].heard[tone] === -15 ? -72 : -15;
			const { wrong } = verdict(withCell(levels, listener, tone, turned), situation);
			expect(wrong.map((cell) => [cell.listener, cell.tone])).toEqual([[listener, tone]]);
		},
	);

	it.each(cells)('fails when listener %s hears tone %s faintly', (listener, tone) => {
		const { wrong } = verdict(withCell(perfect(situation), listener, tone, -35), situation);
		expect(wrong.map(({ measured }) => measured)).toEqual(['unclear']);
	});
});

it('looks at the phones of another roles', () => {
	const roles: Roles = { supervisor: 'A', agent: 'D', customer: 'C' };
	expect(prove(perfect('whisper', roles), 'whisper', roles).holds).toBe(true);
	expect(verdict(perfect('whisper', roles), 'whisper').wrong.length).toBeGreaterThan(0);
});

it('is not content when a phone that should speak sends nothing', () => {
	const levels = perfect('whisper');
	const mute: Levels = { ...levels, A: { heard: levels.A.heard } };
	expect(verdict(mute, 'whisper').wrong).toMatchObject([{ listener: 'B', tone: 'A' }]);
});
