import { Failure } from '../../model/failure';
import type { System } from '../../model/pbx';
import { child, text } from '../../http/tree';
import type { Ask } from './wire/client';
import { endpoints } from './wire/endpoints';
import type { DriverConfig } from './wire/config';
import { deviceTimes } from '../deviceTimes';

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
				...deviceTimes(text(device, 'systemtime'), text(device, 'uptime'), timeZone),
				extensions: used === undefined ? undefined : Number(used),
				maxExtensions: maximum === undefined ? undefined : Number(maximum),
			};
		},
	};
}
