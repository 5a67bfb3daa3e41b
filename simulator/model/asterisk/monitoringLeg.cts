import { randomUUID } from 'node:crypto';
import type { MonitorRequest, MonitorMode } from '../../../pbx/model/monitoring';
import type { Channel } from './channels.cts';
import type { Fields } from './manager.cts';

/** What turns ChanSpy from listening into the mode. */
const spyOption: Record<MonitorMode, string> = { listen: '', whisper: 'w', bargeIn: 'B' };

const modes: readonly MonitorMode[] = ['listen', 'whisper', 'bargeIn'];

/** Phones that may pick up by themselves do so when they see these headers. */
export const autoAnswerHeaders: Fields = [
	['Variable', 'PJSIP_HEADER(add,Call-Info)=<sip:127.0.0.1>;answer-after=0'],
	['Variable', 'PJSIP_HEADER(add,Alert-Info)=<http://127.0.0.1>;info=alert-autoanswer;delay=0'],
];

/** The call to the supervisor, who is put on the monitored phone's channel when it is picked up. */
export function spyOriginate(request: MonitorRequest, target: Channel, ringTime: string): Fields {
	const { mode, supervisor, monitored } = request;
	return [
		// The id says from the first ring on what this call is for.
		['ChannelId', `${spyChannelPrefix(mode, monitored)}${randomUUID()}`],
		['Channel', `PJSIP/${supervisor}`],
		['Application', 'ChanSpy'],
		['Data', `${target.name},uqES${spyOption[mode]}`],
		['CallerID', `"Monitor ${monitored}" <${monitored}>`],
		['Timeout', ringTime],
		['Async', 'true'],
		...autoAnswerHeaders,
	];
}

export function isListenedTo(monitored: string, all: readonly Channel[]): boolean {
	return all.some(({ id }) => id.startsWith(spyChannelPrefix('listen', monitored)));
}

/** Whom the channel of a supervisor is put on, and how; absent for every other channel. */
export function monitoringOf({
	id,
}: Channel): { mode: MonitorMode; monitored: string } | undefined {
	const [, mode, monitored = ''] = /^monitor-([A-Za-z]+)-(\d+)-/.exec(id) ?? [];
	const known = modes.find((each) => each === mode);
	return known && { mode: known, monitored };
}

function spyChannelPrefix(mode: MonitorMode, monitored: string): string {
	return `monitor-${mode}-${monitored}-`;
}
