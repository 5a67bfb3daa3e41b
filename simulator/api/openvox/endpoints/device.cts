import type { Endpoints } from '../apiCall.cts';
import { success } from '../http/replyValue.cts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `2020-05-19 04:06:07` */
function systemTime(milliseconds: number): string {
	return new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ');
}

/** `2020-Mar-23-08:33:22` */
function upSince(milliseconds: number): string {
	const [date = '', time = ''] = systemTime(milliseconds).split(' ');
	const [year = '', month = '', day = ''] = date.split('-');
	return [year, months[Number(month) - 1], day, time].join('-');
}

/** `03:07:02` */
function duration(milliseconds: number): string {
	const seconds = Math.floor(milliseconds / 1000);
	const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
	return parts.map((part) => String(part).padStart(2, '0')).join(':');
}

export const device: Endpoints = {
	'deviceinfo/query': {
		required: [],
		async answer(_call, { model, device: { name, ...about }, clock, switches }) {
			const { length } = await model.extensions();
			const now = clock.now();
			const asDates = switches.deviceTimes === 'dates';
			return success({
				deviceinfo: {
					devicename: name,
					sn: about.serialNumber,
					hardwarever: about.hardwareVersion,
					firmwarever: about.firmwareVersion,
					systemtime: asDates ? systemTime(now) : `${systemTime(now)} UTC`,
					uptime: asDates ? upSince(about.startedAt) : duration(now - about.startedAt),
					extensionstatus: `${length}/${about.maxExtensions}`,
				},
			});
		},
	},
};
