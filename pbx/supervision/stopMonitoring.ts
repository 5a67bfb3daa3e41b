import { Failure, type Done } from '../model/failure';
import { extensionNotFound } from '../model/failures/extensions';
import { unsupported } from '../model/failures/general';
import { calledSupervisor, doesNotMonitor } from '../model/failures/monitoring';
import type { Extension } from '../model/extension';
import type { Monitoring, StopRequest } from '../model/monitoring';
import type { Pbx } from '../model/pbx';
import { unofferedExtra } from './extras';
import type { SupervisionContext } from './watching/context';

export interface Stopped {
	result: 'stopped' | 'notMonitoring';
	/** The extension that was monitored; absent where the request named none and the PBX shows none. */
	monitored?: string;
}

/**
 * Takes the supervisor out of the monitored call, or of whatever call it monitors. Refuses where the PBX
 * shows that the supervisor is busy with something else, unless `force` allows hanging up any call.
 */
export async function stopMonitoring(
	pbx: Pbx,
	request: StopRequest,
	context: SupervisionContext,
	force = false,
): Promise<Stopped | Failure> {
	const { monitoring } = pbx;
	if (!monitoring) return unsupported('the monitoring of calls', pbx.family);
	const unoffered = unofferedExtra(pbx, request);
	if (unoffered) return unoffered;
	if (request.supervisorIsNumber) return await stopNumber(pbx, monitoring, request);
	return await stopExtension(pbx, monitoring, request, context, force);
}

async function stopExtension(
	pbx: Pbx,
	monitoring: Monitoring,
	request: StopRequest,
	context: SupervisionContext,
	force: boolean,
): Promise<Stopped | Failure> {
	const { calls } = pbx;
	const { supervisor } = request;
	const own = await queryExtension(supervisor, context);
	if (own instanceof Failure) return own;
	const { monitored = own.monitors } = request;
	if (isAtRest(own)) return { result: 'notMonitoring', monitored };
	if (monitoring.stop && (own.monitors ?? monitored) === monitored) {
		const stopped = await monitoring.stop({ supervisor, monitored });
		// A phone that still rings for the monitoring shows no monitoring yet; the driver knows its call.
		if (own.monitors !== undefined || !isRefusal(stopped)) {
			return await settled(stopped, { supervisor, monitored }, context);
		}
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
	return await settled(await calls.hangUp(supervisor), { supervisor, monitored }, context);
}

/** The PBX shows no state of a number: only its monitorings. */
async function stopNumber(
	{ family }: Pbx,
	monitoring: Monitoring,
	request: StopRequest,
): Promise<Stopped | Failure> {
	if (!monitoring.stop || !monitoring.monitoringsOf) {
		return unsupported('the end of a monitoring', family);
	}
	const shown = await monitoring.monitoringsOf(request);
	if (shown instanceof Failure) return shown;
	const [first, ...others] = new Set(shown.map((one) => one.monitored));
	if (first === undefined) return { result: 'notMonitoring', monitored: request.monitored };
	// A recording may be played to several agents at once.
	const { monitored = others.length === 0 ? first : undefined } = request;
	if (monitored !== undefined && ![first, ...others].includes(monitored)) {
		return doesNotMonitor(calledSupervisor(request), monitored, {
			detail: `: it monitors extension ${first}`,
			input: 'monitored',
		});
	}
	const stopped = await monitoring.stop(request);
	if (stopped === 'done') return { result: 'stopped', monitored };
	return isRefusal(stopped) ? { result: 'notMonitoring', monitored } : stopped;
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
	monitored: string | undefined,
	shows: Monitoring['shows'],
): string | undefined {
	if (monitors !== undefined && monitors !== monitored) return `it monitors extension ${monitors}`;
	const other = calls.find(({ otherParty }) => monitored === undefined || otherParty !== monitored);
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
	{ supervisor, monitored }: StopRequest,
	context: SupervisionContext,
): Promise<Stopped | Failure> {
	if (result === 'done') return { result: 'stopped', monitored };
	if (!isRefusal(result)) return result;
	const own = await queryExtension(supervisor, context);
	if (own instanceof Failure || !isAtRest(own)) return result;
	return { result: 'notMonitoring', monitored };
}
