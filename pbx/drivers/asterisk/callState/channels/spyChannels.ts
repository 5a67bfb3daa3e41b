import type { MonitorMode, Supervisor } from '../../../../model/monitoring';
import type { DriverConfig } from '../../wire/config';
import { channelsOf, deviceOf, type Channel } from './channels';
import type { NumberOf } from '../phones';

/** What a supervisor's channel is doing. */
interface ChanSpyData {
	/** The device that is monitored, such as `PJSIP/1002`. */
	device: string;
	/** Letters that ChanSpy was started with. */
	options: string;
}

/** What the id of a supervisor's channel begins with, from its first ring on. */
export const spyChannelPrefix = 'n8n-spy-';

/** What dials a number: `Local/701@from-internal`. */
export function numberDevice({ context }: DriverConfig, number: string): string {
	return `Local/${number}@${context}`;
}

/**
 * One id for each supervisor: while a channel of it lives, Asterisk refuses another, so that one phone is
 * called once, whichever process orders it.
 */
export function spyChannelId({ tenantPrefix }: DriverConfig, supervisor: string): string {
	return `${spyChannelPrefix}${tenantPrefix}${supervisor}`;
}

/** Seconds that the phone of a supervisor may ring at most: 120, and some for the PBX to end it. */
const longestRing = 130;

/**
 * One id for each recording and agent: the same one may be whispered to several agents, to each once at a
 * time. Numbers have no hyphen.
 */
export function promptChannelId(config: DriverConfig, number: string, monitored: string): string {
	return `${spyChannelId(config, number)}-${monitored}`;
}

/**
 * The call of ours that still rings although its time is over: its order was cancelled or its reply lost,
 * and nobody waits for it any more. One that was answered is a monitoring, or a call that was taken over.
 */
export function forgottenCall(id: string, all: Channel[]): Channel | undefined {
	return all.find((one) => one.id === id && isRinging(one) && one.age > longestRing);
}

/** Channels on which this extension monitors calls. */
export function spyChannels(numberOf: NumberOf, supervisor: string, all: Channel[]): Channel[] {
	return channelsOf(numberOf, supervisor, all).filter(isSpying);
}

/** Channels of this supervisor, on the call or called for it. Of a number, the half that its phone does not have. */
export function channelsOfSupervisor(
	config: DriverConfig,
	numberOf: NumberOf,
	{ supervisor, supervisorIsNumber }: Supervisor,
	all: Channel[],
): Channel[] {
	if (!supervisorIsNumber) return channelsOf(numberOf, supervisor, all);
	const device = numberDevice(config, supervisor);
	return all.filter((one) => one.device === device && !one.name.endsWith(';2'));
}

/** Whether it monitors a call. */
export function isSpying({ application }: Channel): boolean {
	return application === 'ChanSpy';
}

/** Whether it is a channel of ours that rings for a monitoring. In a bridge, it has taken the call over. */
export function isRinging({ id, application, bridge }: Channel): boolean {
	return id.startsWith(spyChannelPrefix) && application !== 'ChanSpy' && bridge === '';
}

/** Whether this channel listens to others, or rings to do so, whoever began it. */
export function isSpyChannel(channel: Channel): boolean {
	return isSpying(channel) || channel.application === 'ExtenSpy' || isRinging(channel);
}

/** The extension that a channel monitors, or rings for. */
export function monitoredBy(numberOf: NumberOf, spyChannel: Channel): string | undefined {
	// The number that spyOriginate shows on the phone: nothing else names the monitored extension yet.
	if (isRinging(spyChannel)) return spyChannel.otherParty.number || undefined;
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
