import { Failure, type InputName } from '../failure';
import { calledNumber, calledWords, extensionWords, type Called, type Details } from './words';

// Sentences about extensions and their calls that more than one place says. Each stands here once.

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
	const { remedy = `Wait until ${calledNumber(called)} is idle, or use another one.` } = details;
	return new Failure(
		'refused',
		`${calledWords(called)} is not idle${detail}`,
		remedy,
		pbxCode,
		input,
	);
}

/** `ringTimeoutMs`: how long the phone rang before it was hung up; absent: it stopped by itself. */
export function didNotAnswer(called: Called, ringTimeoutMs?: number): Failure {
	const pickUp = `Pick up the phone of ${calledNumber(called)} when it rings`;
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

/** A command on the other party of a call that has more than one. */
export function severalOtherParties(extension: string, count: number, remedy: string): Failure {
	return new Failure(
		'refused',
		`The call of extension ${extension} has ${count} other parties`,
		remedy,
	);
}
