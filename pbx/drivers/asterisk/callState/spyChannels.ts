import type { Clock } from '../../../model/clock';
import { Failure } from '../../../model/failure';
import type {
	MonitorMode,
	MonitorRequest,
	MonitoringStarted,
	RunningMonitoring,
} from '../../../model/monitoring';
import type { Ask } from '../wire/client';
import { phone, type DriverConfig } from '../wire/config';
import { channelsOf, deviceOf, showChannels, type Channel } from './channels';
import { defaultRingTimeoutMs, newId, type Originate } from './originate';
import type { NumberOf } from './phones';

/** What a supervisor's channel is doing. */
interface ChanSpyData {
	/** The device that is monitored, such as `PJSIP/1002`. */
	device: string;
	/** Letters that ChanSpy was started with. */
	options: string;
}

/** What the id of a supervisor's channel begins with, from its first ring on. */
export const spyChannelPrefix = 'n8n-spy-';

/**
 * One id for each supervisor: while a channel of it lives, Asterisk refuses another, so that one phone is
 * called once, whichever process orders it.
 */
function spyChannelId({ tenantPrefix }: DriverConfig, supervisor: string): string {
	return `${spyChannelPrefix}${tenantPrefix}${supervisor}`;
}

/** Seconds that the phone of a supervisor may ring at most: 120, and some for the PBX to end it. */
const longestRing = 130;

/**
 * The call of ours that still rings although its time is over: its order was cancelled or its reply lost,
 * and nobody waits for it any more. One that was answered is a monitoring.
 */
export function forgottenCall(
	config: DriverConfig,
	supervisor: string,
	all: Channel[],
): Channel | undefined {
	const id = spyChannelId(config, supervisor);
	return all.find((one) => one.id === id && one.application !== 'ChanSpy' && one.age > longestRing);
}

/** Channels on which this extension monitors calls. */
export function spyChannels(numberOf: NumberOf, supervisor: string, all: Channel[]): Channel[] {
	return channelsOf(numberOf, supervisor, all).filter(isChanSpy);
}

/** Whether its extension monitors calls on this channel. */
export function isChanSpy({ application }: Channel): boolean {
	return application === 'ChanSpy';
}

/** Channels of ours by which this extension is being called to monitor the other one. */
export function ringingSpyChannels(
	numberOf: NumberOf,
	{ supervisor, monitored }: RunningMonitoring,
	all: Channel[],
): Channel[] {
	return channelsOf(numberOf, supervisor, all).filter(
		({ id, application, otherParty }) =>
			id.startsWith(spyChannelPrefix) &&
			application !== 'ChanSpy' &&
			// The number that spyOriginate shows on the phone: nothing else names the monitored extension yet.
			otherParty.number === monitored,
	);
}

/** Whether this channel listens to others, or rings to do so, whoever began it. */
export function isSpyChannel({ application, id }: Channel): boolean {
	return application === 'ChanSpy' || application === 'ExtenSpy' || id.startsWith(spyChannelPrefix);
}

/** The extension that a channel monitors. */
export function monitoredBy(numberOf: NumberOf, spyChannel: Channel): string | undefined {
	return numberOf(parseChanSpyData(spyChannel).device);
}

/** Whether the mode of this monitoring can be changed: its options are those of the start. */
export function allowsModeChange(spyChannel: Channel): boolean {
	return parseChanSpyData(spyChannel).options.includes('d');
}

/** Reads `PJSIP/1002-00000038,uqESw`. */
function parseChanSpyData(spyChannel: Channel): ChanSpyData {
	const [, options = ''] = /,(.*)$/s.exec(spyChannel.applicationData) ?? [];
	return { device: deviceOf(spiedOn(spyChannel)), options };
}

/** What ChanSpy was given: a channel by its name or id, or a device whose channels are meant. */
export function spiedOn({ applicationData }: Channel): string {
	return applicationData.split(',', 1)[0] ?? '';
}

/** The mode in which ChanSpy was started on this channel; undefined for one that we do not start. */
export function modeOf(spyChannel: Channel): MonitorMode | undefined {
	if (spyChannel.application !== 'ChanSpy') return undefined;
	const { options } = parseChanSpyData(spyChannel);
	// Private whisper, in which the supervisor hears nobody.
	if (options.includes('W')) return undefined;
	if (options.includes('B')) return 'bargeIn';
	return options.includes('w') ? 'whisper' : 'listen';
}

const callerNames: Record<MonitorMode, string> = {
	listen: 'Listen',
	whisper: 'Whisper',
	bargeIn: 'Barge-in',
};

/** What turns listening into the mode, among the options of ChanSpy. */
const modeOptions: Record<MonitorMode, string> = { listen: '', whisper: 'w', bargeIn: 'B' };

/** Headers by which most phones that allow it pick up automatically. */
const autoAnswer = [
	['Variable', 'PJSIP_HEADER(add,Call-Info)=<sip:127.0.0.1>;answer-after=0'],
	['Variable', 'PJSIP_HEADER(add,Alert-Info)=<http://127.0.0.1>;info=alert-autoanswer;delay=0'],
] as const;

/** The call that brings the supervisor's phone into ChanSpy on exactly this channel. */
export function spyOriginate(
	config: DriverConfig,
	request: MonitorRequest,
	target: Channel,
): Originate {
	const { mode, supervisor, monitored, allowModeChange } = request;
	const { ringTimeoutMs = defaultRingTimeoutMs } = request;
	// u: exactly this channel; q: no beep; E and S: leave when there is nothing more to hear.
	const options = `uqES${modeOptions[mode]}${allowModeChange ? 'd' : ''}`;
	return {
		id: spyChannelId(config, supervisor),
		order: newId(''),
		extension: supervisor,
		ringTimeoutMs,
		fields: [
			['Channel', phone(config, supervisor)],
			['Application', 'ChanSpy'],
			['Data', `${target.name},${options}`],
			['CallerID', `"${callerNames[mode]} ${monitored}" <${monitored}>`],
			...autoAnswer,
		],
	};
}

const pollIntervalMs = 100;
/** ChanSpy on a channel that is gone ends within 100 ms: it is looked for again after this time. */
const steadyMs = 200;
const maxPolls = 20;

/**
 * "Answered" is not "monitors": the call may have ended while the phone rang. Polls until the
 * supervisor's channel has run ChanSpy for a while beside a living call.
 */
export async function confirmSpying(
	ask: Ask,
	clock: Clock,
	id: string,
	target: Channel,
	{ supervisor, monitored }: RunningMonitoring,
): Promise<MonitoringStarted | Failure> {
	let isSpying = false;
	for (let n = 0; n < maxPolls; n += 1) {
		await clock.sleep(isSpying ? steadyMs : pollIntervalMs);
		const all = await showChannels(ask);
		if (all instanceof Failure) return all;
		const spyChannel = all.find((one) => one.id === id);
		if (!spyChannel || !all.some(({ name }) => name === target.name)) {
			return callEnded(supervisor, monitored);
		}
		if (spyChannel.application !== 'ChanSpy') continue;
		if (isSpying) return { result: 'monitoring' };
		isSpying = true;
	}
	return new Failure(
		'refused',
		`Extension ${supervisor} picked up, but the PBX did not put it on the call of ${monitored}`,
		'Check that the module app_chanspy is loaded on the PBX.',
	);
}

function callEnded(supervisor: string, monitored: string): Failure {
	return new Failure(
		'refused',
		`Extension ${supervisor} picked up, but left at once or the call of ${monitored} was over`,
		`Start when ${monitored} is in a call.`,
	);
}
