import { Failure } from '../failure';

// Sentences that more than one place says, whatever the request was. Each stands here once.

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
