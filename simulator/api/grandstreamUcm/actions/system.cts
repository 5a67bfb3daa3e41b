import type { Actions, UcmPbx } from '../apiCall.cts';
import { localTime } from '../device.cts';
import { done, type ReplyFields } from '../wire/answer.cts';

function withZone({ clock, device }: UcmPbx): string {
	const minutes = Math.abs(device.utcOffsetMinutes);
	const part = (value: number) => String(value).padStart(2, '0');
	const sign = device.utcOffsetMinutes < 0 ? '-' : '+';
	const zone = `UTC${sign}${part(Math.floor(minutes / 60))}:${part(minutes % 60)}`;
	return `${localTime(clock.now(), device)} ${zone}`;
}

/** `1 day, 02:03:04` */
function upTime({ clock, device }: UcmPbx): string {
	const seconds = Math.floor((clock.now() - device.startedAt) / 1000);
	const days = Math.floor(seconds / 86_400);
	const time = new Date((seconds % 86_400) * 1000).toISOString().slice(11, 19);
	return days === 0 ? time : `${days} day${days === 1 ? '' : 's'}, ${time}`;
}

function named(fields: Record<string, string>, { switches }: UcmPbx): ReplyFields {
	if (switches.systemFields === 'underscores') return fields;
	return Object.fromEntries(
		Object.entries(fields).map(([name, value]) => [name.replaceAll('_', '-'), value]),
	);
}

export const system: Actions = {
	getSystemStatus: {
		required: [],
		answer: (_call, pbx) =>
			Promise.resolve(
				done({
					...named(
						{
							serial_number: pbx.device.serialNumber,
							part_number: pbx.device.partNumber,
						},
						pbx,
					),
					'system-time': withZone(pbx),
					'up-time': upTime(pbx),
				}),
			),
	},
	getSystemGeneralStatus: {
		required: [],
		answer: (_call, pbx) =>
			Promise.resolve(
				done({
					...named(
						{
							product_model: pbx.device.model,
							part_number: pbx.device.partNumber,
							mac: pbx.device.mac,
							prog_version: pbx.device.firmwareVersion,
						},
						pbx,
					),
					'system-time': withZone(pbx),
				}),
			),
	},
};
