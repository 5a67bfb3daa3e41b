import { Failure, type Done } from '../model/failure';
import { doesNotMonitor, extensionNotFound, unsupported } from '../model/failures';
import type { Extension } from '../model/extension';
import type { Monitoring, RunningMonitoring } from '../model/monitoring';
import type { Pbx } from '../model/pbx';
import type { SupervisionContext } from './watching/context';

export type Stopped = 'stopped' | 'notMonitoring';

/**
 * Takes the supervisor out of the monitored call. Refuses where the PBX shows that the supervisor
 * is busy with something else, unless `force` allows hanging up any call.
 */
export async function stopMonitoring(
	pbx: Pbx,
	running: RunningMonitoring,
	context: SupervisionContext,
	force = false,
): Promise<Stopped | Failure> {
	const { monitoring, calls } = pbx;
	const { supervisor, monitored } = running;
	if (!monitoring) return unsupported('the monitoring of calls', pbx.family);
	const own = await queryExtension(supervisor, context);
	if (own instanceof Failure) return own;
	if (isAtRest(own)) return 'notMonitoring';
	if (own.monitors === monitored && monitoring.stop) {
		return await settled(await monitoring.stop(running), supervisor, context);
	}
	if (own.monitors === undefined && monitoring.stop) {
		// A phone that still rings for the monitoring shows no monitoring yet; the driver knows its call.
		const stopped = await monitoring.stop(running);
		if (!isRefusal(stopped)) return await settled(stopped, supervisor, context);
	}
	const occupation = otherOccupation(own, monitored, monitoring.shows);
	if (occupation !== undefined && !force) {
		return doesNotMonitor(supervisor, monitored, {
			detail: `: ${occupation}`,
			remedy: 'Check both extensions.',
			input: 'force',
		});
	}
	if (!calls?.hangUp) return unsupported('the end of a monitoring', pbx.family);
	return await settled(await calls.hangUp(supervisor), supervisor, context);
}

async function queryExtension(
	extension: string,
	{ states }: SupervisionContext,
): Promise<Extension | Failure> {
	const snapshot = await states.get([extension]);
	if (snapshot instanceof Failure) return snapshot;
	const own = snapshot.extensions.find(({ number }) => number === extension);
	return own ?? extensionNotFound(extension, undefined, 'supervisor');
}

function isAtRest({ state, monitors, calls = [] }: Extension): boolean {
	const quiet = state === 'idle' || state === 'unavailable' || state === 'fault';
	return quiet && monitors === undefined && calls.length === 0;
}

/** What the PBX shows the supervisor to be doing, other than this monitoring. */
function otherOccupation(
	{ monitors, state, calls = [] }: Extension,
	monitored: string,
	shows: Monitoring['shows'],
): string | undefined {
	if (monitors !== undefined && monitors !== monitored) return `it monitors extension ${monitors}`;
	const other = calls.find(({ otherParty }) => otherParty !== monitored);
	if (other) return `it has a call with ${other.otherParty ?? 'an unknown party'}`;
	// Where the PBX shows monitoring, a call without it is another call.
	if (shows === 'busyPhone' || monitors !== undefined) return undefined;
	return state === 'ringing' ? 'its phone rings for another call' : 'it has another call';
}

function isRefusal(result: Done | Failure): boolean {
	return result !== 'done' && (result.kind === 'refused' || result.kind === 'notInCall');
}

/** The monitoring may have ended by itself while it was being stopped. */
async function settled(
	result: Done | Failure,
	supervisor: string,
	context: SupervisionContext,
): Promise<Stopped | Failure> {
	if (result === 'done') return 'stopped';
	if (!isRefusal(result)) return result;
	const own = await queryExtension(supervisor, context);
	return !(own instanceof Failure) && isAtRest(own) ? 'notMonitoring' : result;
}
