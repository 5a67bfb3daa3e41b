import { channelsOf, type Channel } from './channels';
import type { DriverConfig } from '../wire/config';

/** What a supervisor's leg is doing. */
export interface ChanSpyData {
	/** The device that is monitored, such as `PJSIP/1002`. */
	device: string;
	/** Letters that ChanSpy was started with. */
	options: string;
}

/** What the id of a supervisor's leg begins with: a leg that still rings shows nothing else. */
export const spyChannelPrefix = 'n8n-spy-';

/** Legs on which this extension monitors calls. */
export function spyChannels(settings: DriverConfig, supervisor: string, all: Channel[]): Channel[] {
	return channelsOf(settings, supervisor, all).filter((one) => one.application === 'ChanSpy');
}

/** Whether this leg listens to others, or rings to do so, whoever began it. */
export function isSpyChannel({ application, id }: Channel): boolean {
	return application === 'ChanSpy' || application === 'ExtenSpy' || id.startsWith(spyChannelPrefix);
}

/** Reads `PJSIP/1002-00000038,uqESw`; the options are those of the start, whatever was changed since. */
export function parseChanSpyData({ applicationData }: Channel): ChanSpyData {
	const [, channel = '', options = ''] = /^([^,]*),?(.*)$/s.exec(applicationData) ?? [];
	return { device: channel.slice(0, channel.lastIndexOf('-')), options };
}
