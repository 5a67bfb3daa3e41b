import { Failure } from '../../model/failure';
import type { System } from '../../model/pbx';
import { isoTime } from '../../http/timeZone';
import { child, text } from '../../http/tree';
import type { Ask } from './wire/client';
import { endpoints } from './wire/endpoints';
import type { DriverConfig } from './wire/config';

/** Query PBX information (manual: API Interface Examples). */
export function system(ask: Ask, { timeZone }: DriverConfig): System {
	return {
		async info() {
			const answer = await ask(endpoints.deviceInfo);
			if (answer instanceof Failure) return answer;
			const device = child(answer, 'deviceinfo');
			const value = (name: string) => text(device, name) || undefined;
			const [, used, maximum] =
				/^(\d{1,9})\/(\d{1,9})$/.exec(text(device, 'extensionstatus')) ?? [];
			return {
				model: value('devicename'),
				serialNumber: value('sn'),
				hardwareVersion: value('hardwarever'),
				firmwareVersion: value('firmwarever'),
				time: isoTime(text(device, 'systemtime'), timeZone),
				startTime: isoTime(withMonthNumber(text(device, 'uptime')), timeZone),
				extensions: used === undefined ? undefined : Number(used),
				maxExtensions: maximum === undefined ? undefined : Number(maximum),
			};
		},
	};
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The field called `uptime` is the time of the start, printed as `2020-Mar-23-08:33:22`. */
function withMonthNumber(start: string): string {
	const parts = /^(\d{4})-([a-z]{3})-(\d\d)-([\d:]+)$/i.exec(start);
	if (!parts) return start;
	const [, year, month = '', day, time] = parts;
	const number = months.indexOf(month.toLowerCase()) + 1;
	return `${year}-${String(number).padStart(2, '0')}-${day} ${time}`;
}
