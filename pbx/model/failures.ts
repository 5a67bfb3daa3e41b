import { Failure, type FailureKind, type InputName } from './failure';
import type { MonitorMode, MonitoringExtra, Supervisor } from './monitoring';

// Sentences that more than one place says. Each stands here once.

/** What a sentence may add to what it says of the extension. */
export interface Details {
	/** Follows the sentence, as in `: its phone is still ringing`. */
	detail?: string;
	/** What to do, where the usual remedy does not help. */
	remedy?: string;
	/** The PBX's own error number or word. */
	pbxCode?: string;
	input?: InputName;
}

/** What a call goes to: an extension's number, or a number that the PBX dials. */
export type Called = string | { readonly dialled: string };

/** The user, or n8n, ended the execution before this was done. */
export function executionCancelled(): Failure {
	return new Failure('cancelled', 'The execution was cancelled', 'Run it again.');
}

/** A function that this kind of PBX does not have. */
export function unsupported(what: string, family = 'This PBX'): Failure {
	return new Failure(
		'unsupported',
		`${family} does not offer ${what}`,
		'What each kind of PBX offers: https://github.com/n8n-nodes-pbx/n8n-nodes-pbx#operations',
	);
}

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

/** `extension`, here and below: its number; absent where the request named none. */
export function extensionNotFound(
	extension: string | undefined,
	pbxCode?: string,
	input?: InputName,
): Failure {
	return new Failure(
		'notFound',
		`${extensionWords(extension)} does not exist on the PBX`,
		'Check the number in the list of extensions of the PBX.',
		pbxCode,
		input,
	);
}

export function queueNotFound(
	queue: string | undefined,
	{ remedy = 'Check the number in the list of queues of the PBX.', pbxCode }: Details = {},
): Failure {
	return new Failure(
		'notFound',
		`${queue === undefined ? 'The queue' : `Queue ${queue}`} does not exist on the PBX`,
		remedy,
		pbxCode,
		'queue',
	);
}

/** `queue`: absent where the request named none, and so means all of them. */
export function notAnAgent(
	extension: string,
	queue: string | undefined,
	{ pbxCode }: Details = {},
): Failure {
	const message =
		queue === undefined
			? `${extensionWords(extension)} is not an agent of any queue`
			: `${extensionWords(extension)} is not an agent of queue ${queue}`;
	return new Failure(
		'notFound',
		message,
		'Check who is signed in to the queue.',
		pbxCode,
		'extension',
	);
}

export function alreadyAgent(extension: string, queue: string, pbxCode?: string): Failure {
	return new Failure(
		'refused',
		`${extensionWords(extension)} is an agent of queue ${queue} already`,
		'There is nothing to add.',
		pbxCode,
	);
}

export function staticAgent(extension: string, queue: string, pbxCode?: string): Failure {
	return new Failure(
		'refused',
		`${extensionWords(extension)} is set up in queue ${queue} for good`,
		'Only agents who signed in can be taken out: pause this one, or change the queue on the PBX.',
		pbxCode,
	);
}

/** The PBX did nothing, and does not say more. */
export function agentNotChanged(
	extension: string,
	queue: string | undefined,
	{ pbxCode }: Details = {},
): Failure {
	const where = queue === undefined ? 'in its queues' : `in queue ${queue}`;
	return new Failure(
		'refused',
		`The PBX did not change extension ${extension} ${where}`,
		'Look at the status of the queue: the extension must be an agent of it, and to sign in or out a dynamic one.',
		pbxCode,
	);
}

export function notInCall(extension: string | undefined, details: Details = {}): Failure {
	const { detail = '', pbxCode, input } = details;
	const { remedy = `Start when ${extension ?? 'it'} has answered a call.` } = details;
	return new Failure(
		'notInCall',
		`${extensionWords(extension)} is not in a call${detail}`,
		remedy,
		pbxCode,
		input,
	);
}

/** `detail`: what it is busy with, as in `: it is in a call`. */
export function notIdle(called: Called | undefined, details: Details = {}): Failure {
	const { detail = '', pbxCode, input } = details;
	// Not to hang it up: its call may be one with a customer.
	const { remedy = `Wait until ${numberOf(called)} is idle, or use another one.` } = details;
	return new Failure(
		'refused',
		`${calledWords(called)} is not idle${detail}`,
		remedy,
		pbxCode,
		input,
	);
}

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

/** `ringTimeoutMs`: how long the phone rang before it was hung up; absent: it stopped by itself. */
export function didNotAnswer(called: Called, ringTimeoutMs?: number): Failure {
	const pickUp = `Pick up the phone of ${numberOf(called)} when it rings`;
	if (ringTimeoutMs === undefined) {
		return new Failure(
			'noAnswer',
			`${calledWords(called)} did not answer: its phone rang and stopped`,
			`${pickUp}.`,
		);
	}
	return new Failure(
		'noAnswer',
		`${calledWords(called)} did not answer within ${ringTimeoutMs / 1000} s`,
		`${pickUp}, let it answer automatically, or let it ring longer.`,
		undefined,
		'ringTimeout',
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

/** A session that the PBX does not accept any more; the next request signs in again. */
export function sessionRefused(pbxCode: string): Failure {
	return new Failure(
		'authenticationFailed',
		'The PBX does not accept the session any more',
		'Run it again: the next run signs in anew.',
		pbxCode,
	);
}

/** A command whose reply cannot be read, as `unreadable` says: it may have been carried out. */
export function mayHaveActed(unreadable: Failure): Failure {
	if (unreadable.kind === 'outcomeUnknown') return unreadable;
	const { message, remedy, pbxCode, input } = unreadable;
	// What helps after a query, another try, is what must not be done blindly after a command.
	const rest = remedy.replace(/^Try again; if/, 'If');
	return new Failure(
		'outcomeUnknown',
		message,
		`The PBX may have acted: check before retrying. ${rest}`,
		pbxCode,
		input,
	);
}

/** A command on the other party of a call that has more than one. */
export function severalOtherParties(extension: string, count: number, remedy: string): Failure {
	return new Failure(
		'refused',
		`The call of extension ${extension} has ${count} other parties`,
		remedy,
	);
}

/** The same failure under another kind. */
export function asKind(failure: Failure, kind: FailureKind): Failure {
	const { message, remedy, pbxCode, input } = failure;
	return new Failure(kind, message, remedy, pbxCode, input);
}

/** `Extension 106`, at the beginning of a sentence. */
export function extensionWords(extension: string | undefined): string {
	return extension === undefined ? 'The extension' : `Extension ${extension}`;
}

/** The supervisor of a monitoring, as sentences name it. */
export function calledSupervisor({ supervisor, supervisorIsNumber }: Supervisor): Called {
	return supervisorIsNumber ? { dialled: supervisor } : supervisor;
}

/** `Extension 106` or `Number 0151234567`, at the beginning of a sentence. */
export function calledWords(called: Called | undefined): string {
	return typeof called === 'object' ? `Number ${called.dialled}` : extensionWords(called);
}

function numberOf(called: Called | undefined): string {
	if (called === undefined) return 'it';
	return typeof called === 'string' ? called : called.dialled;
}
