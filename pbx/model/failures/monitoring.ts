import { Failure, type InputName } from '../failure';
import type { MonitorMode, MonitoringExtra, Supervisor } from '../monitoring';
import { unsupported } from './general';
import { calledWords, extensionWords, type Called, type Details } from './words';

// Sentences about monitoring that more than one place says. Each stands here once.

const extraNames: Readonly<Record<MonitoringExtra, string>> = {
	supervisorIsNumber: 'supervisors at a phone number',
	beepToAgent: 'a beep to the agent',
	stopAfterMs: 'the end of a monitoring after a time',
};

/** Something beyond the plain monitoring that this kind of PBX does not have. */
export function unsupportedExtra(extra: MonitoringExtra, family?: string): Failure {
	const { kind, message, remedy } = unsupported(extraNames[extra], family);
	return new Failure(kind, message, remedy, undefined, extraInputs[extra]);
}

const extraInputs: Readonly<Record<MonitoringExtra, InputName>> = {
	supervisorIsNumber: 'supervisor',
	beepToAgent: 'beepToAgent',
	stopAfterMs: 'stopAfter',
};

export function mayNotBeMonitored(
	extension: string | undefined,
	{ remedy = 'Allow it in the settings of the extension on the PBX.', pbxCode }: Details = {},
): Failure {
	return new Failure(
		'refused',
		`${extensionWords(extension)} does not allow being monitored`,
		remedy,
		pbxCode,
	);
}

const modeVerbs: Readonly<Record<MonitorMode, string>> = {
	listen: 'listen',
	whisper: 'whisper',
	bargeIn: 'barge in',
};

/** `detail`: which setting says so, as in `: its Monitor Mode is Listen`. */
export function mayNotMonitor(
	extension: string | undefined,
	mode: MonitorMode | undefined,
	details: Details = {},
): Failure {
	const { detail = '', pbxCode } = details;
	const { remedy = 'Allow it in the settings of the extension on the PBX.' } = details;
	const verb = mode === undefined ? 'monitor in this mode' : modeVerbs[mode];
	return new Failure(
		'refused',
		`${extensionWords(extension)} may not ${verb}${detail}`,
		remedy,
		pbxCode,
	);
}

/** `monitored`: absent where any call was meant. */
export function doesNotMonitor(
	supervisor: Called,
	monitored: string | undefined,
	details: Details = {},
): Failure {
	const { detail = '', pbxCode, input } = details;
	const { remedy = 'Start the monitoring first; it ends by itself with the call.' } = details;
	const what = monitored === undefined ? 'any call' : `extension ${monitored}`;
	return new Failure(
		'refused',
		`${calledWords(supervisor)} does not monitor ${what}${detail}`,
		remedy,
		pbxCode,
		input,
	);
}

/** The supervisor of a monitoring, as sentences name it. */
export function calledSupervisor({ supervisor, supervisorIsNumber }: Supervisor): Called {
	return supervisorIsNumber ? { dialled: supervisor } : supervisor;
}
