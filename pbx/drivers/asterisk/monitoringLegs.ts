import { channelsOf, type Channel } from './channels';
import type { Settings } from './settings';

/** What a supervisor's leg is doing. */
export interface Spying {
	/** The device that is monitored, such as `PJSIP/1002`. */
	device: string;
	/** Letters that ChanSpy was started with. */
	options: string;
}

/** What the id of a supervisor's leg begins with: a leg that still rings shows nothing else. */
export const legMark = 'n8n-spy-';

/** Legs on which this extension monitors calls. */
export function monitoringOf(settings: Settings, supervisor: string, all: Channel[]): Channel[] {
	return channelsOf(settings, supervisor, all).filter((one) => one.application === 'ChanSpy');
}

/** Whether this leg listens to others, or rings to do so, whoever began it. */
export function isMonitoring({ application, id }: Channel): boolean {
	return application === 'ChanSpy' || application === 'ExtenSpy' || id.startsWith(legMark);
}

/** Reads `PJSIP/1002-00000038,uqESw`; the options are those of the start, whatever was changed since. */
export function spyingOn({ applicationData }: Channel): Spying {
	const [, channel = '', options = ''] = /^([^,]*),?(.*)$/s.exec(applicationData) ?? [];
	return { device: channel.slice(0, channel.lastIndexOf('-')), options };
}
