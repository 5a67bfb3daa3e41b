import { Failure, type FailureKind, type RequestInput } from './failure';

// Sentences that more than one place says. Each stands here once.

/** The user, or n8n, ended the execution before this was done. */
export function executionCancelled(): Failure {
	return new Failure('cancelled', 'The execution was cancelled', 'Run it again.');
}

/** A function that this kind of PBX does not have. */
export function unsupported(what: string): Failure {
	return new Failure(
		'unsupported',
		`This PBX does not offer ${what}`,
		'The README has a table of what each kind of PBX offers.',
	);
}

export function extensionNotFound(number: string, pbxCode?: string, input?: RequestInput): Failure {
	return new Failure(
		'notFound',
		`Extension ${number} does not exist on the PBX`,
		'Check the number in the list of extensions of the PBX.',
		pbxCode,
		input,
	);
}

export function queueNotFound(number: string, pbxCode?: string): Failure {
	return new Failure(
		'notFound',
		`Queue ${number} does not exist on the PBX`,
		'Check the number in the list of queues of the PBX.',
		pbxCode,
		'queue',
	);
}

/** `detail`: why not, as in `: its phone is still ringing`. */
export function notInCall(number: string, detail = '', pbxCode?: string): Failure {
	return new Failure(
		'notInCall',
		`Extension ${number} is not in a call${detail}`,
		`Start when ${number} has answered a call.`,
		pbxCode,
	);
}

/** `reason`: what it is busy with, as in `its phone is ringing`. */
export function notIdle(number: string, reason: string, pbxCode?: string): Failure {
	return new Failure(
		'refused',
		`Extension ${number} is not idle: ${reason}`,
		`Wait until ${number} is idle, or use another extension.`,
		pbxCode,
	);
}

/** The same failure under another kind. */
export function asKind(failure: Failure, kind: FailureKind): Failure {
	const { message, remedy, pbxCode, input } = failure;
	return new Failure(kind, message, remedy, pbxCode, input);
}
