import { Failure } from '../../model/failure';
import type { Extension } from '../../model/extension';
import type { RunningMonitoring } from '../../model/monitoring';
import { backoff } from './callWatch';
import type { SupervisionContext } from './context';

/** ms within which a phone that was hung up is idle. */
export const hangUpTimeoutMs = 5_000;

/** Waits until the extension is idle. `unverified`: the PBX did not show its state in the end. */
export async function waitUntilIdle(
	extension: string,
	context: SupervisionContext,
): Promise<'idle' | 'busy' | 'unverified'> {
	const { clock } = context;
	const deadlineMs = clock.now() + hangUpTimeoutMs;
	const nextPauseMs = backoff(100, 500);
	return await context.states.watch(async () => {
		for (;;) {
			const own = await stateOf(extension, context);
			if (own?.state === 'idle') return 'idle';
			const leftMs = deadlineMs - clock.now();
			if (leftMs <= 0 || clock.cancelled()) {
				return own === undefined || own.state === 'unknown' ? 'unverified' : 'busy';
			}
			await clock.sleep(Math.min(nextPauseMs(), leftMs));
		}
	});
}

/**
 * What was seen of a supervisor whose phone the PBX began to call. `stoppedRinging`: the phone rang
 * and was idle again. `notSeen`: it was seen neither ringing nor in a call.
 */
export type SupervisorSeen = 'monitoring' | 'answered' | 'ringing' | 'stoppedRinging' | 'notSeen';

/** Watches the supervisor's extension until the outcome is decided, for at most `timeoutMs`. */
export async function watchSupervisor(
	{ supervisor, monitored }: RunningMonitoring,
	context: SupervisionContext,
	timeoutMs: number,
): Promise<SupervisorSeen> {
	const { clock } = context;
	const deadlineMs = clock.now() + timeoutMs;
	const nextPauseMs = backoff(250, 1_000);
	let rang = false;
	return await context.states.watch(async () => {
		for (;;) {
			const own = await stateOf(supervisor, context);
			const shown = own && phase(own, monitored);
			if (shown === 'monitoring' || shown === 'answered') return shown;
			if (shown === 'idle' && rang) return 'stoppedRinging';
			rang ||= shown === 'ringing';
			const leftMs = deadlineMs - clock.now();
			if (leftMs <= 0 || clock.cancelled()) return shown === 'ringing' ? 'ringing' : 'notSeen';
			await clock.sleep(Math.min(nextPauseMs(), leftMs));
		}
	});
}

/**
 * What a phone that rang until now is doing. `otherCall`: the PBX shows a call with another party than
 * the monitored extension; OpenVox and Yeastar never show the call that rings for a monitoring.
 */
export async function lookBeforeHangUp(
	{ supervisor, monitored }: RunningMonitoring,
	context: SupervisionContext,
): Promise<'monitoring' | 'answered' | 'ringing' | 'idle' | 'otherCall' | 'unknown'> {
	const own = await stateOf(supervisor, context);
	if (own === undefined) return 'unknown';
	const { calls = [], monitors } = own;
	const monitorsOther = monitors !== undefined && monitors !== monitored;
	if (monitorsOther || calls.some(({ otherParty }) => otherParty !== monitored)) return 'otherCall';
	return phase(own, monitored) ?? 'unknown';
}

async function stateOf(
	extension: string,
	{ states }: SupervisionContext,
): Promise<Extension | undefined> {
	const snapshot = await states.get([extension]);
	if (snapshot instanceof Failure) return undefined;
	return snapshot.extensions.find(({ number }) => number === extension);
}

function phase(
	{ monitors, state }: Extension,
	monitored: string,
): 'monitoring' | 'answered' | 'ringing' | 'idle' | undefined {
	if (monitors === monitored) return 'monitoring';
	if (state === 'inCall' || state === 'onHold') return 'answered';
	return state === 'ringing' || state === 'idle' ? state : undefined;
}
