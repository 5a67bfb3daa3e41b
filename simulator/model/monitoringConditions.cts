import type { MonitorRequest, MonitorPermission, MonitorMode } from '../../pbx/model/monitoring';
import type { ExtensionSettings, PhoneState } from './pbxState.cts';
import type { Rights, UnmetCondition } from './pbxModel.cts';

export interface Candidate extends Pick<ExtensionSettings, 'allowBeingMonitored' | 'monitorMode'> {
	state: PhoneState;
	/** Whether it has a call that two parties talk in, held or not. */
	hasCall: boolean;
	/** Whether a supervisor listens to it already. */
	listenedTo: boolean;
}

function permits(permission: MonitorPermission, mode: MonitorMode): boolean {
	return permission === 'all' || permission === mode;
}

/** The manual's conditions for monitoring: all that do not hold, in no meaningful request. */
export function unmetConditions(
	request: MonitorRequest,
	supervisor: Candidate | undefined,
	monitored: Candidate | undefined,
	listeners: 'one' | 'any',
	rights: Rights,
): UnmetCondition[] {
	const unmet: UnmetCondition[] = [];
	const isBound = rights === 'enforced';
	if (!supervisor || !monitored) unmet.push('noExtension');
	if (supervisor && supervisor.state !== 'idle') unmet.push('notIdle');
	if (isBound && supervisor && !permits(supervisor.monitorMode, request.mode)) {
		unmet.push('modeNotAllowed');
	}
	if (monitored && !monitored.hasCall) unmet.push('noCall');
	if (isBound && monitored && !monitored.allowBeingMonitored) unmet.push('monitoringNotAllowed');
	// Stated only on the manual's listen page: one listener per extension.
	const oneListener = listeners === 'one' && request.mode === 'listen';
	if (oneListener && monitored?.listenedTo) unmet.push('alreadyListenedTo');
	return unmet;
}
