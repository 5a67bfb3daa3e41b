import { child, text, type Tree } from '../../http/tree';
import { isoTime, momentOf, wallTime } from '../../http/timeZone';
import { Failure } from '../../model/failure';
import type { System, SystemInfo } from '../../model/pbx';
import type { Ask } from './wire/client';
import type { DriverConfig } from './wire/config';
import { endpoints } from './wire/endpoints';

/** What the PBX reports of itself (guide: Query PBX Information), and how many extensions it lists. */
export function system(ask: Ask, config: DriverConfig): System {
	return {
		async info() {
			const answer = await ask(endpoints.information);
			if (answer instanceof Failure) return answer;
			const data = child(answer, 'data') ?? answer;
			const listed = await ask(endpoints.extensionList, { page: '1', page_size: '1' });
			if (listed instanceof Failure) return listed;
			const optional = (name: string) => text(data, name).trim() || undefined;
			return {
				model: optional('model_name'),
				serialNumber: optional('sn'),
				firmwareVersion: optional('firmware_version'),
				...times(data, config.timeZone),
				extensions: digits(text(listed, 'total_number')),
			};
		},
	};
}

/** `timeZone`: for a firmware that does not tell its moment beside the time on its clock. */
function times(data: Tree, timeZone: string): Pick<SystemInfo, 'time' | 'startTime'> {
	// The format is a setting of the PBX: only those that begin with the year are read.
	const wall = text(data, 'system_time').trim().replace(/\//g, '-');
	const timestamp = digits(text(data, 'timestamp'));
	const upTimeSeconds = digits(text(data, 'up_time'));
	const shownMs = momentOf(wall, 'UTC');
	const knownMs = timestamp === undefined ? momentOf(wall, timeZone) : timestamp * 1_000;
	if (knownMs === undefined) return {};
	const offset =
		timestamp === undefined || shownMs === undefined ? undefined : offsetText(shownMs - knownMs);
	const shown = (moment: number) => withOffset(moment, offset, timeZone);
	return {
		time: shown(knownMs),
		startTime: upTimeSeconds === undefined ? undefined : shown(knownMs - upTimeSeconds * 1_000),
	};
}

interface Offset {
	ms: number;
	text: string;
}

/** Zones are whole quarters of an hour apart; a clock that is far off shows none. */
function offsetText(aheadMs: number): Offset | undefined {
	const minutes = Math.round(aheadMs / 900_000) * 15;
	if (Math.abs(minutes) > 14 * 60) return undefined;
	const two = (number: number) => String(number).padStart(2, '0');
	const size = Math.abs(minutes);
	const sign = minutes < 0 ? '-' : '+';
	return {
		ms: minutes * 60_000,
		text: `${sign}${two(Math.floor(size / 60))}:${two(size % 60)}`,
	};
}

function withOffset(moment: number, offset: Offset | undefined, timeZone: string) {
	if (offset === undefined) return isoTime(wallTime(moment, timeZone), timeZone);
	return `${wallTime(moment + offset.ms, 'UTC').replace(' ', 'T')}${offset.text}`;
}

function digits(written: string): number | undefined {
	return /^\d{1,10}$/.test(written.trim()) ? Number(written) : undefined;
}
