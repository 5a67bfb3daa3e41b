import { randomUUID } from 'node:crypto';
import type { MonitorMode } from '../../../pbx/model/monitoring';
import { AmiOverHttp, type AmiUser } from '../ami/overHttp.cts';
import type { MonitoringSubject } from './monitoringSubject.cts';

const whisperingOption: Record<MonitorMode, string> = { listen: '', whisper: 'w', bargeIn: 'B' };
const keypadDigit: Record<MonitorMode, string> = { listen: '4', whisper: '5', bargeIn: '6' };

/**
 * The fewest requests that do the job. It proves the bench, and the bench's Asterisk, before a driver of
 * the package does.
 */
export async function plainAmi(url: string, user: AmiUser): Promise<MonitoringSubject> {
	const ami = await AmiOverHttp.login(url, user);
	const legs = new Map<string, string>();

	const legOf = (supervisor: string): string => {
		const leg = legs.get(supervisor);
		if (leg === undefined) throw new Error(`Extension ${supervisor} monitors no call.`);
		return leg;
	};

	return {
		name: 'plain AMI over HTTP',
		async start(mode, supervisor, monitored) {
			const channel = await talkingChannel(ami, monitored);
			const leg = `bench-${randomUUID()}`;
			await ami.action({
				action: 'Originate',
				ChannelId: leg,
				Channel: `PJSIP/${supervisor}`,
				Application: 'ChanSpy',
				Data: `${channel},uqESd${whisperingOption[mode]}`,
				CallerID: `"Monitor ${monitored}" <${monitored}>`,
				Timeout: '15000',
				Variable: 'PJSIP_HEADER(add,Call-Info)=<sip:127.0.0.1>;answer-after=0',
			});
			legs.set(supervisor, leg);
		},
		async changeMode(mode, supervisor) {
			await ami.action({
				action: 'PlayDTMF',
				Channel: legOf(supervisor),
				Digit: keypadDigit[mode],
				Receive: 'true',
			});
		},
		async stop(supervisor) {
			await ami.action({ action: 'Hangup', Channel: legOf(supervisor), Cause: '16' });
			legs.delete(supervisor);
		},
	};
}

async function talkingChannel(ami: AmiOverHttp, extension: string): Promise<string> {
	const channels = await ami.action({ action: 'CoreShowChannels' });
	const talking = channels.find(
		({ channel, channelstatedesc, bridgeid }) =>
			channel?.startsWith(`PJSIP/${extension}-`) && channelstatedesc === 'Up' && bridgeid !== '',
	);
	if (talking?.channel !== undefined) return talking.channel;
	throw new Error(`Extension ${extension} is in no call.`);
}
