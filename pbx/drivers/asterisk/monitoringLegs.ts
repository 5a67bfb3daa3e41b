import { channelsOf, type Channel } from './channels';
import type { Settings } from './settings';

/** What a supervisor's leg is doing. */
export interface Spying {
	/** The device that is monitored, such as `PJSIP/1002`. */
	device: string;
	/** Letters that ChanSpy was started with. */
	options: string;
}

/** Legs on which this extension monitors calls. */
export function monitoringOf(settings: Settings, supervisor: string, all: Channel[]): Channel[] {
	return channelsOf(settings, supervisor, all).filter((one) => one.application === 'ChanSpy');
}

/** Reads `PJSIP/1002-00000038,uqESw`; the options are those of the start, whatever was changed since. */
export function spyingOn({ applicationData }: Channel): Spying {
	const [, channel = '', options = ''] = /^([^,]*),?(.*)$/s.exec(applicationData) ?? [];
	return { device: channel.slice(0, channel.lastIndexOf('-')), options };
}
