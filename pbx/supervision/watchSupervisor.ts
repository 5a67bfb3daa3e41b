import { Failure } from '../model/failure';
import type { Extension } from '../model/extension';
import type { RunningMonitoring } from '../model/monitoring';
import { backoff } from './backoff';
import type { SupervisionContext } from './context';

/**
 * What was seen of a supervisor whose phone the PBX began to call. `stoppedRinging`: the phone rang
 * and was idle again. `notSeen`: it was seen neither ringing nor in a call.
 */
export type SupervisorSeen = 'monitoring' | 'answered' | 'ringing' | 'stoppedRinging' | 'notSeen';

/** Watches the supervisor's extension until the outcome is decided, for at most `timeoutMs`. */
export async function watchSupervisor(
	{ supervisor, monitored }: RunningMonitoring,
	{ clock, states }: SupervisionContext,
	timeoutMs: number,
): Promise<SupervisorSeen> {
	const until = clock.now() + timeoutMs;
	let rang = false;
	let seen: SupervisorSeen = 'notSeen';
	for (const pauseMs of backoff(250, 1_000)) {
		const snapshot = await states.get([supervisor]);
		const own =
			snapshot instanceof Failure
				? undefined
				: snapshot.extensions.find(({ number }) => number === supervisor);
		const state = own && shown(own, monitored);
		if (state === 'monitoring' || state === 'answered') return state;
		if (state === 'idle' && rang) return 'stoppedRinging';
		rang ||= state === 'ringing';
		seen = state === 'ringing' ? 'ringing' : 'notSeen';
		const left = until - clock.now();
		if (left <= 0 || clock.cancelled()) return seen;
		await clock.sleep(Math.min(pauseMs, left));
	}
	return seen;
}

function shown(
	{ monitors, state }: Extension,
	monitored: string,
): 'monitoring' | 'answered' | 'ringing' | 'idle' | undefined {
	if (monitors === monitored) return 'monitoring';
	if (state === 'inCall' || state === 'onHold') return 'answered';
	return state === 'ringing' || state === 'idle' ? state : undefined;
}
