import { Failure } from '../failure';
import type { Extension, RunningMonitoring } from '../pbx';
import { pauses } from './pauses';
import type { Turn } from './turn';

/** What was seen of a supervisor whose phone the PBX began to call. */
export interface StartSeen {
	result: 'onTheLine' | 'answered' | 'ringing' | 'gone' | 'notTold';
	/** Whether its phone was seen ringing. */
	rang: 'seen' | 'notSeen';
}

/** Watches the supervisor's extension until its part in the call is decided, for at most `ms`. */
export async function watchStart(
	{ supervisor, monitored }: RunningMonitoring,
	{ clock, looks }: Turn,
	ms: number,
): Promise<StartSeen> {
	const until = clock.now() + ms;
	let rang: StartSeen['rang'] = 'notSeen';
	for (const pause of pauses(250, 1_000)) {
		const seen = await looks.at([supervisor]);
		const own =
			seen instanceof Failure
				? undefined
				: seen.extensions.find(({ number }) => number === supervisor);
		const result = own ? judge(own, monitored) : 'notTold';
		if (result === 'ringing') rang = 'seen';
		const decided = result === 'onTheLine' || result === 'answered';
		if (decided || (result === 'gone' && rang === 'seen')) return { result, rang };
		const left = until - clock.now();
		if (left <= 0 || clock.cancelled()) return { result, rang };
		await clock.sleep(Math.min(pause, left));
	}
	return { result: 'notTold', rang };
}

function judge({ monitors, state }: Extension, monitored: string): StartSeen['result'] {
	if (monitors === monitored) return 'onTheLine';
	if (state === 'inCall' || state === 'onHold') return 'answered';
	if (state === 'unknown') return 'notTold';
	return state === 'ringing' ? 'ringing' : 'gone';
}
