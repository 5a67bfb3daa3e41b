import { extensionNotFound, notIdle, notInCall } from '../model/failures/extensions';
import { mayNotBeMonitored, mayNotMonitor } from '../model/failures/monitoring';
import type { Failure } from '../model/failure';
import type { Extension, ExtensionState } from '../model/extension';
import type {
	MonitorRequest,
	MonitorMode,
	MonitorPermission,
	PermissionWords,
} from '../model/monitoring';
import type { UnmetCondition } from './failures';

/** Every condition of this request that the PBX shows not to hold; what it does not report is left out. */
export function unmetConditions(
	request: MonitorRequest,
	extensions: readonly Extension[],
	words: PermissionWords | undefined,
): UnmetCondition[] {
	const monitored = extensions.find(({ number }) => number === request.monitored);
	return [
		...supervisorConditions(request, extensions, words),
		...(monitored ? monitoredConditions(monitored, words) : []),
		...(monitored ? [] : [missing('monitored', request.monitored)]),
	];
}

/** Whether an extension with this permission may monitor in this mode. */
export function permits(permission: MonitorPermission, mode: MonitorMode): boolean {
	return permission === 'all' || permission === mode;
}

function missing(about: UnmetCondition['about'], number: string): UnmetCondition {
	return { about, condition: 'exists', failure: extensionNotFound(number, undefined, about) };
}

function supervisorConditions(
	{ supervisor: wanted, supervisorIsNumber, mode }: MonitorRequest,
	extensions: readonly Extension[],
	words: PermissionWords | undefined,
): UnmetCondition[] {
	const about = 'supervisor';
	// The PBX shows nothing of a number until it dials it.
	if (supervisorIsNumber) return [];
	const supervisor = extensions.find(({ number }) => number === wanted);
	if (!supervisor) return [missing(about, wanted)];
	const busy = busySupervisor(supervisor);
	const forbidden = forbiddenMode(supervisor, mode, words);
	return [
		...(busy ? [{ about, condition: 'idle', failure: busy } as const] : []),
		...(forbidden ? [{ about, condition: 'monitorMode', failure: forbidden } as const] : []),
	];
}

function monitoredConditions(
	monitored: Extension,
	words: PermissionWords | undefined,
): UnmetCondition[] {
	const about = 'monitored';
	const idle = missingCall(monitored);
	const forbidden = forbiddenMonitoring(monitored, words);
	return [
		...(idle ? [{ about, condition: 'inCall', failure: idle } as const] : []),
		...(forbidden
			? [{ about, condition: 'allowBeingMonitored', failure: forbidden } as const]
			: []),
	];
}

const busyWith: Readonly<Record<ExtensionState, string | undefined>> = {
	idle: undefined,
	unknown: undefined,
	ringing: 'its phone is ringing',
	inCall: 'it is in a call',
	onHold: 'it has a call on hold',
	unavailable: 'its phone is not registered',
	fault: 'its line has a fault',
};

function busySupervisor({ number, state, monitors }: Extension): Failure | undefined {
	if (monitors !== undefined) {
		return notIdle(number, {
			detail: `: it monitors extension ${monitors}`,
			remedy: 'Stop that monitoring first, or choose another supervisor.',
			input: 'supervisor',
		});
	}
	const reason = busyWith[state];
	if (reason === undefined) return undefined;
	const unusable = state === 'unavailable' || state === 'fault';
	return notIdle(number, {
		detail: `: ${reason}`,
		remedy: unusable
			? `Connect the phone of ${number}, or choose another supervisor.`
			: `Wait until ${number} is idle, or choose another supervisor.`,
		input: 'supervisor',
	});
}

function missingCall({ number, state }: Extension): Failure | undefined {
	if (state === 'inCall' || state === 'onHold' || state === 'unknown') return undefined;
	const detail = state === 'ringing' ? ': its phone is still ringing' : '';
	return notInCall(number, { detail });
}

function forbiddenMode(
	{ number, monitorMode }: Extension,
	mode: MonitorMode,
	words: PermissionWords | undefined,
): Failure | undefined {
	if (monitorMode === undefined || words === undefined) return undefined;
	if (permits(monitorMode, mode)) return undefined;
	const { values, place, monitorMode: setting } = words;
	return mayNotMonitor(number, mode, {
		detail: `: its ${setting} is ${values[monitorMode]}`,
		remedy: `Set the ${setting} of ${number} to ${values[mode]} or ${values.all} on the PBX (${place}).`,
	});
}

function forbiddenMonitoring(
	{ number, allowBeingMonitored }: Extension,
	words: PermissionWords | undefined,
): Failure | undefined {
	if (allowBeingMonitored !== false || words === undefined) return undefined;
	return mayNotBeMonitored(number, {
		remedy: `Turn on ${words.allowBeingMonitored} for ${number} on the PBX (${words.place}).`,
	});
}
