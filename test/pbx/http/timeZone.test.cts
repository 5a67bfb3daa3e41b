import * as fc from 'fast-check';

import { isoTime, isTimeZone, momentOf, wallTime } from '../../../pbx/http/timeZone';

const zones = ['UTC', 'Europe/Berlin', 'Asia/Shanghai', 'America/New_York', 'Asia/Kolkata'];

test.each([
	['2020-05-20 10:11:22', 'Asia/Shanghai', '2020-05-20T10:11:22+08:00'],
	['2020-05-20 10:11:22', 'Europe/Berlin', '2020-05-20T10:11:22+02:00'],
	['2020-01-20T10:11:22', 'Europe/Berlin', '2020-01-20T10:11:22+01:00'],
	['2020-01-20 00:00:00', 'America/New_York', '2020-01-20T00:00:00-05:00'],
	['2020-01-20 00:00:00', 'Asia/Kolkata', '2020-01-20T00:00:00+05:30'],
	['2020-01-20 00:00:00', 'UTC', '2020-01-20T00:00:00+00:00'],
])('%s in %s is %s', (wall, zone, iso) => {
	expect(isoTime(wall, zone)).toBe(iso);
	expect(Date.parse(iso)).toBe(momentOf(wall, zone));
});

test('an hour that comes twice is the first, one that is left out is an hour later', () => {
	expect(isoTime('2020-10-25 02:30:00', 'Europe/Berlin')).toBe('2020-10-25T02:30:00+02:00');
	expect(isoTime('2020-03-29 02:30:00', 'Europe/Berlin')).toBe('2020-03-29T03:30:00+02:00');
});

test.each(['', 'yesterday', '2020-02-31 10:00:00', '2020-13-01 10:00:00', '2020-01-01 25:00:00'])(
	'%p is no time',
	(wall) => {
		expect(isoTime(wall, 'UTC')).toBeUndefined();
	},
);

test('what the wall shows leads back to the moment', () => {
	const times = fc.integer({ min: 0, max: 4_000_000_000 });
	fc.assert(
		fc.property(times, fc.constantFrom(...zones), (seconds, zone) => {
			const wall = wallTime(seconds * 1000, zone);
			const moment = momentOf(wall, zone);
			expect(moment === undefined ? '' : wallTime(moment, zone)).toBe(wall);
			expect(Math.abs((moment ?? 0) - seconds * 1000)).toBeLessThanOrEqual(3_600_000);
		}),
	);
});

test('names of zones are known', () => {
	expect(zones.every(isTimeZone)).toBe(true);
	expect(['', 'Berlin', 'Europe/Nowhere', 'GMT+99'].some(isTimeZone)).toBe(false);
});

const extremes = [NaN, Infinity, -Infinity, 8.64e15, -8.64e15, 1e300, -1, 0.5];

test.each(zones)('no moment is too absurd for the clock on the wall in %s', (zone) => {
	for (const moment of extremes) {
		expect(wallTime(moment, zone)).toMatch(/^[1-9]\d{3}-\d\d-\d\d \d\d:\d\d:\d\d$/);
	}
	fc.assert(
		fc.property(fc.double(), (moment) => {
			expect(wallTime(moment, zone)).toMatch(/^[1-9]\d{3}-\d\d-\d\d \d\d:\d\d:\d\d$/);
		}),
	);
});

test('whatever a PBX writes for a time is one, or is none', () => {
	const digits = fc.stringMatching(/^\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d)?$/);
	const wall = fc.oneof(
		digits,
		fc.string(),
		fc.constantFrom(
			'0000-00-00 00:00:00',
			'0001-01-01 00:00:00',
			'0099-12-31 23:59:59',
			'9999-12-31 23:59:59',
			'1000-01-01 00:00:00',
			'9'.repeat(100_000),
			' '.repeat(100_000) + 'x',
		),
	);
	fc.assert(
		fc.property(wall, fc.constantFrom(...zones), (text, zone) => {
			const iso = isoTime(text, zone);
			if (iso === undefined) return;
			expect(iso).toMatch(/^[1-9]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/);
			expect(iso.slice(0, 4)).toBe(text.trim().slice(0, 4));
		}),
		{ numRuns: 2_000 },
	);
});
