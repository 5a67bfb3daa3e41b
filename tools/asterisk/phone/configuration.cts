import { extensionOf, trunk, type PhoneName } from '../phones.cts';
import { phoneSecret } from '../pbx/pjsip.cts';
import type { Ports } from '../ports.cts';

/**
 * What a phone does with a call that comes in: takes it, lets it ring, takes it only when a SIP header
 * of the PBX says so (as desk phones do), or says that it is busy.
 */
export type Answering = 'auto' | 'manual' | 'byHeader' | 'busy';

export interface PhoneFolders {
	modules: string;
	recordings: string;
	tone: string;
	/** What the phone registers as at the PBX. */
	lines: readonly string[];
	/** Numbers outside at which it answers, without having registered. */
	numbers: readonly string[];
	/** Whether it has a camera. */
	hasVideo: boolean;
}

const accountAnswering: Record<Answering, string> = {
	auto: 'answermode=auto',
	manual: 'answermode=manual;sip_autoanswer=no',
	byHeader: 'answermode=manual;sip_autoanswer=yes',
	busy: 'answermode=manual;sip_autoanswer=no',
};

export function phoneConfiguration(
	name: PhoneName,
	ports: Ports,
	answering: Answering,
	{ modules, recordings, tone, lines, numbers, hasVideo }: PhoneFolders,
): Record<string, string> {
	const number = extensionOf[name];
	const own = ports.phones[name];
	const config = `sip_listen 127.0.0.1:${own.sip}
net_interface 127.0.0.1
audio_source aufile,${tone}
audio_player aubridge,pl${number}
audio_alert aubridge,al${number}
ausrc_srate 8000
auplay_srate 8000
ausrc_channels 1
auplay_channels 1
rtp_ports ${own.rtp.first}-${own.rtp.last}
jitter_buffer_delay 0-0
sip_autoanswer_beep no
call_max_calls 4
module_path ${modules}
${audioModules.map((module) => `module ${module}.so`).join('\n')}
snd_path ${recordings}
${startModules.map((module) => `module_tmp ${module}.so`).join('\n')}
${controlModules.map((module) => `module_app ${module}.so`).join('\n')}
ctrl_tcp_listen 127.0.0.1:${own.control}
${hasVideo ? video : ''}`;
	const pbx = `127.0.0.1:${ports.sip}`;
	const account = (user: string) =>
		[
			`<sip:${user}@${user === trunk.name ? trunk.domain : pbx}>`,
			`outbound="sip:${pbx}"`,
			`auth_user=${user}`,
			`auth_pass=${phoneSecret}`,
			`regint=${numbers.includes(user) ? 0 : 300}`,
			'audio_codecs=pcma',
			...(hasVideo ? ['video_codecs=vp8'] : []),
			`${accountAnswering[answering]}\n`,
		].join(';');
	return { config, accounts: [...lines, ...numbers].map(account).join(''), contacts: '' };
}

/** A test picture, small and slow enough to cost the machine little. */
const video = `video_source fakevideo,nil
video_display fakevideo,nil
video_size 160x120
video_fps 5
video_bitrate 64000
module vp8.so
module fakevideo.so
`;

export const audioModules = ['g711', 'aufile', 'aubridge', 'sndfile'];
export const startModules = ['uuid', 'account'];
export const controlModules = ['ctrl_tcp', 'menu'];
export const phoneModules = [
	...audioModules,
	'vp8',
	'fakevideo',
	...startModules,
	...controlModules,
];
