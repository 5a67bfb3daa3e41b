import type { MonitorMode } from '../../../../pbx/model/monitoring';
import type { UnmetCondition } from '../../../model/pbxModel.cts';
import { field, type Actions, type ApiCall } from '../apiCall.cts';
import type { Switches } from '../switches.cts';
import { done } from '../wire/answer.cts';
import { endOf, namedChannel } from './namedChannel.cts';
import { refusal, type Obstacle } from './refusals.cts';

function modeOf(letter: string, { modeLetters }: Switches): MonitorMode | undefined {
	if (letter === '') return 'listen';
	if (letter === 'B') return 'bargeIn';
	const isWhisper = modeLetters === 'either' ? /^[wW]$/.test(letter) : letter === modeLetters;
	return isWhisper ? 'whisper' : undefined;
}

/** `2005@0` calls at once, `2005@1` asks the supervisor first; the queue page sends `2005`. */
function supervisorOf(call: ApiCall): string | undefined {
	return /^(\d+)(?:@[01])?$/.exec(field(call, 'barge-exten'))?.[1];
}

const obstacles: readonly (readonly [UnmetCondition, Obstacle])[] = [
	['noExtension', 'noExtension'],
	['noCall', 'noCall'],
	['monitoringNotAllowed', 'noRight'],
	['modeNotAllowed', 'noRight'],
	['notIdle', 'notIdle'],
];

/** "Call Monitor" on the web page's list of active calls. */
export const monitoring: Actions = {
	callbarge: {
		required: ['channel', 'exten', 'barge-exten'],
		async answer(call, pbx) {
			const { model, switches } = pbx;
			const supervisor = supervisorOf(call);
			const mode = modeOf(field(call, 'mode'), switches);
			if (supervisor === undefined || mode === undefined) return refusal('invalidValue', pbx);
			const named = endOf(namedChannel(call), await model.liveCalls());
			// Whoever names the trunk's side would whisper to the customer.
			if (named?.end.kind !== 'extension' || !named.call) return refusal('noCall', pbx);
			const monitored = named.end.number;
			if (switches.bargeExten === 'mustMatch' && field(call, 'exten') !== monitored) {
				return refusal('invalidValue', pbx);
			}
			const rights = switches.monitoringRights;
			const result = await model.monitor({ mode, supervisor, monitored }, 'any', rights);
			if (result === 'calling') return done();
			const obstacle = obstacles.find(([condition]) => result.includes(condition))?.[1];
			const isSilent = obstacle === 'notIdle' && switches.busySupervisor === 'accepted';
			return isSilent ? done() : refusal(obstacle ?? 'noCall', pbx);
		},
	},
};
