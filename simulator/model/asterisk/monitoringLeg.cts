import { randomUUID } from 'node:crypto';
import type { MonitorRequest, MonitorMode } from '../../../pbx/model/monitoring';
import type { Channel } from './channels.cts';
import type { Fields } from './manager.cts';

/** What turns ChanSpy from listening into the mode. */
const spyOption: Record<MonitorMode, string> = { listen: '', whisper: 'w', bargeIn: 'B' };

/** Phones that may pick up by themselves do so when they see these headers. */
export const pickUpByYourself: Fields = [
	['Variable', 'PJSIP_HEADER(add,Call-Info)=<sip:127.0.0.1>;answer-after=0'],
	['Variable', 'PJSIP_HEADER(add,Alert-Info)=<http://127.0.0.1>;info=alert-autoanswer;delay=0'],
];

/** The call to the supervisor, who is put on the monitored phone's channel when it is picked up. */
export function monitoringCall(order: MonitorRequest, target: Channel, ringTime: string): Fields {
	const { mode, supervisor, monitored } = order;
	return [
		// The id says from the first ring on what this call is for.
		['ChannelId', `${legMark(mode, monitored)}${randomUUID()}`],
		['Channel', `PJSIP/${supervisor}`],
		['Application', 'ChanSpy'],
		['Data', `${target.name},uqES${spyOption[mode]}`],
		['CallerID', `"Monitor ${monitored}" <${monitored}>`],
		['Timeout', ringTime],
		['Async', 'true'],
		...pickUpByYourself,
	];
}

export function isListenedTo(monitored: string, all: readonly Channel[]): boolean {
	return all.some(({ id }) => id.startsWith(legMark('listen', monitored)));
}

function legMark(mode: MonitorMode, monitored: string): string {
	return `monitor-${mode}-${monitored}-`;
}
