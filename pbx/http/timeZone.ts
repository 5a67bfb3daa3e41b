/** Whether this is a time zone by its IANA name, such as `Europe/Berlin`. */
export function isTimeZone(name: string): boolean {
	try {
		return name !== '' && new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== '';
	} catch {
		return false;
	}
}

/**
 * A moment (ms since 1970) as the clock on the wall shows it: `2020-05-20 10:11:22`. A moment outside of
 * the years of four digits becomes the first or the last of them.
 */
export function wallTime(moment: number, zone: string): string {
	const shown = inFourDigitYears(moment + offset(inFourDigitYears(moment), zone));
	return new Date(shown).toISOString().slice(0, 19).replace('T', ' ');
}

/** `NaN` becomes the first one. */
function inFourDigitYears(moment: number): number {
	return moment > firstMoment ? Math.min(moment, lastMoment) : firstMoment;
}

const firstMoment = Date.UTC(1000, 0, 1);
const lastMoment = Date.UTC(9999, 11, 31, 23, 59, 59);

/**
 * The moment (ms since 1970) at which the clock on the wall shows `2020-05-20 10:11:22`; undefined when
 * it never does. An hour that comes twice in autumn is taken as the first, one that spring leaves out
 * as if the clock had not been changed yet.
 */
export function momentOf(wall: string, zone: string): number | undefined {
	// A clock that was never set may show the year 0.
	const shown = /^([1-9]\d{3}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d)?)$/.exec(wall.trim());
	if (!shown) return undefined;
	const [, date = '', time = ''] = shown;
	const asUtc = Date.parse(`${date}T${time}Z`);
	// A day such as 31 February would become another one.
	if (Number.isNaN(asUtc) || !new Date(asUtc).toISOString().startsWith(date)) return undefined;
	const dayBefore = asUtc - offset(asUtc - day, zone);
	const dayAfter = asUtc - offset(asUtc + day, zone);
	return (
		[dayBefore, dayAfter].find((moment) => moment + offset(moment, zone) === asUtc) ?? dayBefore
	);
}

/** What a clock on the wall showed, as `2020-05-20T10:11:22+02:00`. */
export function isoTime(wall: string, zone: string): string | undefined {
	const moment = momentOf(wall, zone);
	if (moment === undefined) return undefined;
	const minutes = Math.round(offset(moment, zone) / minute);
	const ahead = `${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
	return `${wallTime(moment, zone).replace(' ', 'T')}${minutes < 0 ? '-' : '+'}${ahead}`;
}

const minute = 60_000;
const day = 24 * 60 * minute;

function two(number: number): string {
	return String(number).padStart(2, '0');
}

/** ms that the zone's clocks are ahead of UTC at a moment. */
function offset(moment: number, zone: string): number {
	const parts = wallClock(zone).formatToParts(moment);
	const part = (type: Intl.DateTimeFormatPartTypes) =>
		Number(parts.find((each) => each.type === type)?.value);
	const shown = Date.UTC(
		part('year'),
		part('month') - 1,
		part('day'),
		part('hour'),
		part('minute'),
		part('second'),
	);
	return shown - Math.floor(moment / 1000) * 1000;
}

/** One for each zone: a long list of call records asks thousands of times. */
const wallClocks = new Map<string, Intl.DateTimeFormat>();

function wallClock(zone: string): Intl.DateTimeFormat {
	const known = wallClocks.get(zone);
	if (known) return known;
	const clock = new Intl.DateTimeFormat('en', {
		timeZone: zone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
	});
	wallClocks.set(zone, clock);
	return clock;
}
