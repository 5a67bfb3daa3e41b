import type { Extension, ExtensionState } from '../model/extension';
import type {
	MonitorRequest,
	MonitorMode,
	MonitorPermission,
	PermissionWords,
} from '../model/monitoring';
import { verbs } from './modes';

/** A condition of the manual that does not hold, in a sentence, and what to do about it. */
export interface UnmetCondition {
	what:
		| 'supervisorUnknown'
		| 'supervisorNotFree'
		| 'supervisorMayNot'
		| 'monitoredUnknown'
		| 'notInCall'
		| 'notMonitorable';
	message: string;
	remedy: string;
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

/** Every condition for this order that the PBX shows not to hold; what it does not tell is left out. */
export function unmetConditions(
	order: MonitorRequest,
	extensions: readonly Extension[],
	words: PermissionWords | undefined,
): UnmetCondition[] {
	const { mode } = order;
	const supervisor = extensions.find(({ number }) => number === order.supervisor);
	const monitored = extensions.find(({ number }) => number === order.monitored);
	return [
		...(supervisor
			? [notIdle(supervisor), mayNotMonitor(supervisor, mode, words)]
			: [unknown('supervisorUnknown', order.supervisor)]),
		...(monitored
			? [notInCall(monitored), notMonitorable(monitored, words)]
			: [unknown('monitoredUnknown', order.monitored)]),
	].filter((condition) => condition !== undefined);
}

/** Whether an extension with this permission may monitor in this mode. */
export function permits(permission: MonitorPermission, mode: MonitorMode): boolean {
	return permission === 'all' || permission === mode;
}

function unknown(what: 'supervisorUnknown' | 'monitoredUnknown', number: string): UnmetCondition {
	const parameter = what === 'supervisorUnknown' ? 'Supervisor Extension' : 'Monitored Extension';
	return {
		what,
		message: `Extension ${number} does not exist on the PBX`,
		remedy: `Choose another '${parameter}'.`,
	};
}

function notIdle({ number, state, monitors }: Extension): UnmetCondition | undefined {
	if (monitors !== undefined) {
		return {
			what: 'supervisorNotFree',
			message: `Extension ${number} is not free: it monitors extension ${monitors}`,
			remedy: `Stop that monitoring first, or choose another supervisor.`,
		};
	}
	const reason = busyWith[state];
	if (reason === undefined) return undefined;
	const remedy =
		state === 'unavailable' || state === 'fault'
			? `Connect the phone of ${number}, or choose another supervisor.`
			: `Hang up ${number} first, or choose another supervisor.`;
	return {
		what: 'supervisorNotFree',
		message: `Extension ${number} is not free: ${reason}`,
		remedy,
	};
}

function notInCall({ number, state }: Extension): UnmetCondition | undefined {
	if (state === 'inCall' || state === 'onHold' || state === 'unknown') return undefined;
	const reason = state === 'ringing' ? ' yet: its phone is still ringing' : '';
	return {
		what: 'notInCall',
		message: `Extension ${number} is not in a call${reason}`,
		remedy: `Start when ${number} has answered a call.`,
	};
}

function mayNotMonitor(
	{ number, monitorMode }: Extension,
	mode: MonitorMode,
	words: PermissionWords | undefined,
): UnmetCondition | undefined {
	if (monitorMode === undefined || words === undefined || permits(monitorMode, mode))
		return undefined;
	const { values, place } = words;
	return {
		what: 'supervisorMayNot',
		message: `Extension ${number} may not ${verbs[mode]}: its ${words.monitorMode} is ${values[monitorMode]}`,
		remedy: `Set the ${words.monitorMode} of ${number} to ${values[mode]} or ${values.all} on the PBX (${place}).`,
	};
}

function notMonitorable(
	{ number, allowBeingMonitored }: Extension,
	words: PermissionWords | undefined,
): UnmetCondition | undefined {
	if (allowBeingMonitored !== false || words === undefined) return undefined;
	return {
		what: 'notMonitorable',
		message: `Extension ${number} does not allow being monitored`,
		remedy: `Turn on ${words.allowBeingMonitored} for ${number} on the PBX (${words.place}).`,
	};
}
