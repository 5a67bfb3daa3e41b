import { Failure } from '../model/failure';
import { unsupported } from '../model/failures';
import type { Extension } from '../model/extension';
import type { Monitoring, RunningMonitoring } from '../model/monitoring';
import type { Done, Pbx } from '../model/pbx';
import type { SupervisionContext } from './context';

export type Stopped = 'stopped' | 'notMonitoring';

/**
 * Takes the supervisor out of the monitored call. Refuses where the PBX shows that the supervisor
 * is busy with something else, unless any call may go.
 */
export async function stopMonitoring(
	pbx: Pbx,
	running: RunningMonitoring,
	turn: SupervisionContext,
	force = false,
): Promise<Stopped | Failure> {
	const { monitoring } = pbx;
	const { supervisor, monitored } = running;
	if (!monitoring) return unsupported('the monitoring of calls');
	const own = await lookAt(supervisor, turn);
	if (own instanceof Failure) return own;
	if (isFree(own)) return 'notMonitoring';
	if (own.monitors === monitored && monitoring.stop) {
		return await ended(await monitoring.stop(running), supervisor, turn);
	}
	const business = otherBusiness(own, monitored, monitoring.shows);
	if (business !== undefined && !force) return busyElsewhere(running, business);
	if (!pbx.calls?.hangUp) return unsupported('the end of a monitoring');
	return await ended(await pbx.calls.hangUp(supervisor), supervisor, turn);
}

async function lookAt(
	number: string,
	{ states }: SupervisionContext,
): Promise<Extension | Failure> {
	const seen = await states.get([number]);
	if (seen instanceof Failure) return seen;
	const own = seen.extensions.find((one) => one.number === number);
	if (own) return own;
	return new Failure(
		'notFound',
		`Extension ${number} does not exist on the PBX`,
		"Choose another 'Supervisor Extension'.",
	);
}

function isFree({ state, monitors, calls = [] }: Extension): boolean {
	const atRest = state === 'idle' || state === 'unavailable' || state === 'fault';
	return atRest && monitors === undefined && calls.length === 0;
}

/** What the PBX shows the supervisor to be busy with, other than this monitoring. */
function otherBusiness(
	{ monitors, calls = [] }: Extension,
	monitored: string,
	shows: Monitoring['shows'],
): string | undefined {
	if (monitors !== undefined && monitors !== monitored) return `it monitors extension ${monitors}`;
	const other = calls.find(({ otherParty }) => otherParty !== monitored);
	if (other) return `it has a call with ${other.otherParty ?? 'somebody else'}`;
	// Where monitoring shows, whatever does not show is none.
	return shows === 'whoMonitorsWhom' && monitors === undefined
		? 'it has a call and monitors nobody'
		: undefined;
}

/** The monitoring may have ended by itself while it was being stopped. */
async function ended(
	done: Done | Failure,
	supervisor: string,
	turn: SupervisionContext,
): Promise<Stopped | Failure> {
	if (done === 'done') return 'stopped';
	if (done.kind !== 'refused' && done.kind !== 'notInCall') return done;
	const own = await lookAt(supervisor, turn);
	return !(own instanceof Failure) && isFree(own) ? 'notMonitoring' : done;
}

function busyElsewhere({ supervisor, monitored }: RunningMonitoring, business: string): Failure {
	return new Failure(
		'refused',
		`Extension ${supervisor} does not monitor ${monitored}: ${business}`,
		"Check both extensions. Turn on 'Force' to hang up whatever the supervisor is doing.",
	);
}
