import { toneOf, trunk } from '../../phones.cts';
import type { PbxSystem } from '../system.cts';
import { extFindMeFollow, extGroup, extQueues, queues } from './groups.cts';
import { extLocal, fromInternal, globals, macros } from './internal.cts';
import { furtherDevices, prefixes } from './numbers.cts';
import { extMeetMe, parkHints, parking } from './services.cts';
import { fromTrunk, outbound } from './trunk.cts';

/** What callers on hold hear: what phone D says, whose level the bench measures. */
export const musicTone = 'D';

/**
 * An Asterisk with files such as FreePBX writes them: its contexts, and in the same places its Dial, Queue, Park and
 * ConfBridge; its macros are subroutines, because Asterisk 22 has no macros. Left out is whatever does not make channels: voicemail, recording, announcements, call
 * forwarding, blacklists.
 */
export const freePbx: PbxSystem = {
	contexts: { phones: 'from-internal', trunk: 'from-trunk' },
	endpoint: ['direct_media = yes'],
	devices: furtherDevices,
	outsideNumbers: [`${prefixes.trunk}${trunk.customer}`],
	video: [],
	modules: [
		'app_exec',
		'func_cut',
		'func_cdr',
		'func_dialplan',
		'func_global',
		'func_presencestate',
		'res_musiconhold',
		'res_parking',
	],
	files: ({ run }) => ({
		'extensions.conf': [
			globals,
			fromInternal,
			extLocal,
			macros,
			extQueues,
			extGroup,
			extFindMeFollow,
			parkHints,
			extMeetMe,
			fromTrunk,
			outbound,
		].join('\n'),
		'queues.conf': queues,
		'features.conf': '[featuremap]\nblindxfer = ##\natxfer = *2\ndisconnect = **\n',
		'res_parking.conf': parking,
		'musiconhold.conf': `[default]\nmode = playlist\nentry = ${run}/${toneOf[musicTone]}\n`,
	}),
};

/** Agent and customer have a camera; the supervisor has none. */
export const freePbxWithVideo: PbxSystem = {
	...freePbx,
	endpoint: [...freePbx.endpoint, 'allow = vp8'],
	video: ['B', 'C'],
};
