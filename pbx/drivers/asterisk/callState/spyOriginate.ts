import type { MonitorRequest, MonitorMode } from '../../../model/monitoring';
import type { Channel } from './channels';
import { spyChannelPrefix } from './spyChannels';
import { newId } from './newId';
import { defaultRingTimeoutMs, type Originate } from './originate';
import { phone, type DriverConfig } from '../wire/config';

const names: Record<MonitorMode, string> = {
	listen: 'Listen',
	whisper: 'Whisper',
	bargeIn: 'Barge-in',
};

/** What turns listening into the mode, among the options of ChanSpy. */
const modeOptions: Record<MonitorMode, string> = { listen: '', whisper: 'w', bargeIn: 'B' };

/** The call that brings the supervisor's phone into ChanSpy on exactly this channel. */
export function spyOriginate(
	settings: DriverConfig,
	{
		mode,
		supervisor,
		monitored,
		ringTimeoutMs = defaultRingTimeoutMs,
		allowModeChange,
	}: MonitorRequest,
	target: Channel,
): Originate {
	// u: exactly this channel; q: no beep; E and S: leave when there is nothing more to hear.
	const options = `uqES${modeOptions[mode]}${allowModeChange ? 'd' : ''}`;
	return {
		id: newId(spyChannelPrefix),
		extension: supervisor,
		ringTimeoutMs,
		fields: [
			['Channel', phone(settings, supervisor)],
			['Application', 'ChanSpy'],
			['Data', `${target.name},${options}`],
			['CallerID', `"${names[mode]} ${monitored}" <${monitored}>`],
			...autoAnswer,
		],
	};
}

/** Headers by which most phones that allow it pick up by themselves. */
const autoAnswer = [
	['Variable', 'PJSIP_HEADER(add,Call-Info)=<sip:127.0.0.1>;answer-after=0'],
	['Variable', 'PJSIP_HEADER(add,Alert-Info)=<http://127.0.0.1>;info=alert-autoanswer;delay=0'],
] as const;
