import type { Report } from '../../../model/event';
import type { Message } from '../wire/mxml';

/**
 * What of an event goes into `report`: names of channels stay here, and so does what the dialplan has
 * dialled (`exten`), because a code on the phone may hold a PIN.
 */
const shown: ReadonlySet<string> = new Set([
	'event',
	'calleridnum',
	'calleridname',
	'connectedlinenum',
	'connectedlinename',
	'destcalleridnum',
	'destcalleridname',
	'channelstatedesc',
	'uniqueid',
	'linkedid',
	'dialstatus',
	'cause',
	'cause_txt',
	'result',
	'extension',
	'hint',
	'status',
	'statustext',
	'source',
	'destination',
	'lastapplication',
	'starttime',
	'answertime',
	'endtime',
	'duration',
	'billableseconds',
	'disposition',
	'spyercalleridnum',
	'spyeecalleridnum',
	'spyeelinkedid',
	'queue',
	'position',
	'originalposition',
	'count',
	'interface',
	'membername',
	'holdtime',
	'ringtime',
	'paused',
	'pausedreason',
]);

export function reportOf(message: Message): Report {
	return Object.fromEntries(
		Object.entries(message).filter(([name, value]) => shown.has(name) && value !== ''),
	);
}
