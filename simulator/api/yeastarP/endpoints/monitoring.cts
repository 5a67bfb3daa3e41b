import type { MonitorMode } from '../../../../pbx/model/monitoring';
import type { UnmetCondition } from '../../../model/pbxModel.cts';
import { field, type ApiCall, type Endpoints, type YeastarPPbx } from '../apiCall.cts';
import { findChannel } from '../channel.cts';
import { refused, success, wrongField, type Answer } from '../http/answer.cts';
import type { Switches } from '../switches.cts';

const modes: Readonly<Record<string, MonitorMode>> = {
	listen: 'listen',
	whisper: 'whisper',
	barge: 'bargeIn',
};

function modeOf(type: string): MonitorMode | undefined {
	return Object.hasOwn(modes, type) ? modes[type] : undefined;
}

type Refusal = Switches['monitoringNotAllowed' | 'busySupervisor'];

/** The request "would not take effect": an error, or a success that changes nothing. */
function withoutEffect(answer: Refusal, callId: string): Answer {
	return answer === 'success' ? success({ call_id: callId }) : refused(answer);
}

function refusal(
	unmet: readonly UnmetCondition[],
	call: ApiCall,
	callId: string,
	switches: Switches,
): Answer {
	if (unmet.includes('noExtension')) {
		return switches.unknownSupervisor === '40002'
			? wrongField('monitor', field(call, 'monitor'))
			: refused('60001');
	}
	if (unmet.includes('noCall')) return refused('70132');
	if (unmet.includes('monitoringNotAllowed')) {
		return withoutEffect(switches.monitoringNotAllowed, callId);
	}
	if (unmet.includes('modeNotAllowed')) return withoutEffect(switches.modeNotAllowed, callId);
	return withoutEffect(switches.busySupervisor, callId);
}

/** The supervisor's own call, where it can be seen already. */
async function monitoringId(
	supervisor: string,
	callId: string,
	{ model, switches }: YeastarPPbx,
): Promise<string> {
	if (switches.monitoringShownAs === 'memberOfTheCall') return callId;
	const { monitoring } = await model.liveCalls();
	return monitoring.find((each) => each.supervisor.number === supervisor)?.id ?? callId;
}

export const monitoringEndpoints: Endpoints = {
	'call/listen': {
		method: 'POST',
		required: ['monitor', 'channel_id', 'type'],
		async answer(call, pbx) {
			const mode = modeOf(field(call, 'type'));
			if (!mode) return wrongField('type', field(call, 'type'));
			const found = await findChannel(pbx.model, field(call, 'channel_id'));
			if (!found) return refused('70130');
			const { end } = found;
			const isAnswered = end.state === 'talking' || end.state === 'onHold';
			if (found.is === 'supervisor' || end.kind !== 'extension' || !isAnswered) {
				return refused('70132');
			}
			const supervisor = field(call, 'monitor');
			const result = await pbx.model.monitor({ mode, supervisor, monitored: end.number }, 'any');
			const callId = found.call.id;
			if (result !== 'calling') return refusal(result, call, callId, pbx.switches);
			return success({ call_id: await monitoringId(supervisor, callId, pbx) });
		},
	},
};
