import type { Clock } from '../../../model/clock';
import { Failure } from '../../../model/failure';
import type { MonitoringStarted, RunningMonitoring } from '../../../model/monitoring';
import type { Ask } from '../wire/client';
import { showChannels, type Channel } from './channels';

const pollIntervalMs = 100;
/** ChanSpy on a channel that is gone ends within 100 ms. */
const steadyAfter = 3;
const maxPolls = 20;

/**
 * "Answered" is not "monitors": the call may have ended while the phone rang. Looks until the
 * supervisor's leg has run ChanSpy for a while beside a living call.
 */
export async function confirmSpying(
	ask: Ask,
	clock: Clock,
	id: string,
	target: Channel,
	{ supervisor, monitored }: RunningMonitoring,
): Promise<MonitoringStarted | Failure> {
	let seen = 0;
	for (let n = 0; n < maxPolls; n += 1) {
		await clock.sleep(pollIntervalMs);
		const all = await showChannels(ask);
		if (all instanceof Failure) return all;
		const leg = all.find((one) => one.id === id);
		if (!leg || !all.some(({ name }) => name === target.name)) {
			return callEnded(supervisor, monitored);
		}
		if (leg.application === 'ChanSpy') seen += 1;
		if (seen === steadyAfter) return { result: 'monitoring' };
	}
	return new Failure(
		'refused',
		`Extension ${supervisor} picked up, but the PBX did not put it on the call of ${monitored}`,
		'Check that the module app_chanspy is loaded on the PBX.',
	);
}

function callEnded(supervisor: string, monitored: string): Failure {
	return new Failure(
		'refused',
		`Extension ${supervisor} picked up, but left at once or the call of ${monitored} was over`,
		`Start when ${monitored} is in a call.`,
	);
}
