import { isoTime, momentOf, wallTime } from '../http/timeZone';

/** What the clock of the PBX shows, and when it was started. */
export interface DeviceTimes {
	time?: string;
	startTime?: string;
}

/**
 * OpenVox prints its clock as `2020-05-19 04:06:07`, and as `uptime` the time of its start. On a Yeastar
 * the clock names its zone, as in `2017-05-24 23:25:20 UTC-8`, and `uptime` is a duration, `03:25:04`.
 * `timeZone`: the one of the credential, for a clock that names none.
 */
export function deviceTimes(systemtime: string, uptime: string, timeZone: string): DeviceTimes {
	const [, wall = systemtime, zone] = /^(.*\d)\s+(?:UTC|GMT)(\S*)$/i.exec(systemtime) ?? [];
	const offset = zone === undefined ? undefined : offsetOf(zone);
	if (zone !== undefined && offset === undefined) return {};
	const shown = (clock: string) =>
		offset === undefined ? isoTime(clock, timeZone) : withOffset(clock, offset);
	const runningMs = durationMs(uptime);
	if (runningMs === undefined) {
		return { time: shown(wall), startTime: shown(withMonthNumber(uptime)) };
	}
	const base = offset === undefined ? timeZone : 'UTC';
	const now = momentOf(wall, base);
	return {
		time: shown(wall),
		startTime: now === undefined ? undefined : shown(wallTime(now - runningMs, base)),
	};
}

/** Reads `-8`, `+05:30`, `+0530` or nothing, as in `UTC-8`. */
function offsetOf(zone: string): string | undefined {
	if (zone === '') return '+00:00';
	const [, sign, hours = '', minutes = '00'] =
		/^([+-])(\d|0\d|1[0-4]):?([0-5]\d)?$/.exec(zone) ?? [];
	return sign === undefined ? undefined : `${sign}${hours.padStart(2, '0')}:${minutes}`;
}

function withOffset(clock: string, offset: string): string | undefined {
	return isoTime(clock, 'UTC')?.replace(/[+-]\d\d:\d\d$/, offset);
}

/** Reads `03:25:04`; an absurd one is none. */
function durationMs(uptime: string): number | undefined {
	const [, hours, minutes, seconds] = /^(\d{1,6}):([0-5]\d):([0-5]\d)$/.exec(uptime) ?? [];
	if (hours === undefined) return undefined;
	return (Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)) * 1_000;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The time of the start is printed as `2020-Mar-23-08:33:22`. */
function withMonthNumber(start: string): string {
	const parts = /^(\d{4})-([a-z]{3})-(\d\d)-([\d:]+)$/i.exec(start);
	if (!parts) return start;
	const [, year, month = '', day, time] = parts;
	const number = months.indexOf(month.toLowerCase()) + 1;
	return `${year}-${String(number).padStart(2, '0')}-${day} ${time}`;
}
