import { Failure } from '../../failure';
import type { System } from '../../pbx';
import { isoTime } from '../../timeZone';
import { child, text } from '../../tree';
import type { Ask } from './ask';
import { endpoints } from './endpoints';
import { explain } from './errorNumbers';
import { Refusal } from './reply';
import type { Settings } from './settings';

/** Query PBX information (manual: API Interface Examples). */
export function system(ask: Ask, { timeZone }: Settings): System {
	return {
		async info() {
			const answer = await ask(endpoints.deviceInfo);
			if (answer instanceof Failure) return answer;
			if (answer instanceof Refusal) return explain(answer.errno);
			const device = child(answer, 'deviceinfo');
			const value = (name: string) => text(device, name) || undefined;
			const [, used, most] = /^(\d{1,9})\/(\d{1,9})$/.exec(text(device, 'extensionstatus')) ?? [];
			return {
				model: value('devicename'),
				serialNumber: value('sn'),
				hardwareVersion: value('hardwarever'),
				firmwareVersion: value('firmwarever'),
				time: isoTime(text(device, 'systemtime'), timeZone),
				startTime: isoTime(withMonthNumber(text(device, 'uptime')), timeZone),
				extensions: used === undefined ? undefined : Number(used),
				maxExtensions: most === undefined ? undefined : Number(most),
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
