import { Failure } from '../model/failure';
import type { Extension, RunningMonitoring } from '../model/pbx';
import { backoff } from './backoff';
import type { SupervisionContext } from './context';

/** What was seen of a supervisor whose phone the PBX began to call. */
export interface SupervisorSeen {
	result: 'monitoring' | 'answered' | 'ringing' | 'gone' | 'unverified';
	/** Whether its phone was seen ringing. */
	rang: 'seen' | 'notSeen';
}

/** Watches the supervisor's extension until its part in the call is decided, for at most `ms`. */
export async function watchSupervisor(
	{ supervisor, monitored }: RunningMonitoring,
	{ clock, states }: SupervisionContext,
	ms: number,
): Promise<SupervisorSeen> {
	const until = clock.now() + ms;
	let rang: SupervisorSeen['rang'] = 'notSeen';
	for (const pause of backoff(250, 1_000)) {
		const seen = await states.get([supervisor]);
		const own =
			seen instanceof Failure
				? undefined
				: seen.extensions.find(({ number }) => number === supervisor);
		const result = own ? judge(own, monitored) : 'unverified';
		if (result === 'ringing') rang = 'seen';
		const decided = result === 'monitoring' || result === 'answered';
		if (decided || (result === 'gone' && rang === 'seen')) return { result, rang };
		const left = until - clock.now();
		if (left <= 0 || clock.cancelled()) return { result, rang };
		await clock.sleep(Math.min(pause, left));
	}
	return { result: 'unverified', rang };
}

function judge({ monitors, state }: Extension, monitored: string): SupervisorSeen['result'] {
	if (monitors === monitored) return 'monitoring';
	if (state === 'inCall' || state === 'onHold') return 'answered';
	if (state === 'unknown') return 'unverified';
	return state === 'ringing' ? 'ringing' : 'gone';
}
