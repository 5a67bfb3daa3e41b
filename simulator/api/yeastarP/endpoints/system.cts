import type { Endpoints } from '../apiCall.cts';
import { displayTime } from '../device.cts';
import { success } from '../http/answer.cts';

export const system: Endpoints = {
	'system/information': {
		method: 'GET',
		required: [],
		answer(_call, { device, clock, switches }) {
			const now = clock.now();
			const formats = { system_date_format: 'YYYY/MM/DD', system_time_format: 'hh:mm:ss' };
			return Promise.resolve(
				success({
					data: {
						device_name: device.name,
						model_name: device.model,
						sn: device.serialNumber,
						firmware_version: device.firmwareVersion,
						system_time: displayTime(now),
						up_time: Math.floor((now - device.startedAt) / 1000),
						...(switches.dateFormats === 'present' ? formats : {}),
						timestamp: Math.floor(now / 1000),
					},
				}),
			);
		},
	},
};
