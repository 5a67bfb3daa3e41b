import type { MonitorMode } from '../../../../pbx/model/monitoring';
import type { UnmetCondition } from '../../../model/pbxModel.cts';
import { field, type Endpoint, type Endpoints } from '../apiCall.cts';
import { errno } from '../http/errno.cts';
import { refused, success } from '../http/replyValue.cts';
import type { Switches } from '../switches.cts';

const conditionOrder: UnmetCondition[] = [
	'noExtension',
	'noCall',
	'notIdle',
	'monitoringNotAllowed',
	'modeNotAllowed',
	'alreadyListenedTo',
];

/** An errno for each condition; the numbers are Yeastar's. */
function errnoOf(condition: UnmetCondition, { alreadyListenedTo }: Switches): string {
	if (condition !== 'alreadyListenedTo') return errno[condition];
	return alreadyListenedTo === 'allowed' ? errno.monitoringNotAllowed : alreadyListenedTo;
}

function monitoring(mode: MonitorMode, supervisorField: string, monitoredField: string): Endpoint {
	return {
		required: [supervisorField, monitoredField],
		async answer(call, { model, switches }) {
			const result = await model.monitor(
				{
					mode,
					supervisor: field(call, supervisorField),
					monitored: field(call, monitoredField),
				},
				switches.alreadyListenedTo === 'allowed' ? 'any' : 'one',
			);
			if (result === 'calling') return success();
			const named = [switches.namedFirst, ...conditionOrder].find((each) => result.includes(each));
			return refused(errnoOf(named ?? 'noCall', switches));
		},
	};
}

export const monitoringEndpoints: Endpoints = {
	'extension/listen': monitoring('listen', 'listener', 'listenedext'),
	'extension/whisper': monitoring('whisper', 'whisperer', 'whisperedext'),
	'extension/barge': monitoring('bargeIn', 'bargein', 'bargedext'),
};
