/**
 * What kind of trouble it was, for code that has to decide what to do next. People read
 * `message` and `remedy`.
 */
export type FailureKind =
	/** The caller asked for something that cannot be asked (a missing or malformed value). */
	| 'invalidInput'
	/** The PBX understood and refused: a condition does not hold. */
	| 'refused'
	/** The PBX understood and refused: there is no call that it could act on. */
	| 'notInCall'
	/** A phone rang, and nobody took the call. */
	| 'noAnswer'
	/** An extension, call or queue that does not exist on the PBX. */
	| 'notFound'
	/** This PBX has no such function. */
	| 'unsupported'
	/** User name or password is wrong. */
	| 'authenticationFailed'
	/** The PBX has locked our address out after too many wrong passwords. */
	| 'lockedOut'
	/** Signed in, but not allowed to do this. */
	| 'forbidden'
	/** The request left, the answer never came whole: the PBX may or may not have acted. */
	| 'outcomeUnknown'
	/** The request did not reach a PBX. */
	| 'unreachable'
	/** Something answered, but not what the PBX's manual describes. */
	| 'invalidReply'
	/** The execution was cancelled while waiting. */
	| 'cancelled';

/**
 * What went wrong, written for the person who reads it. Everything in `pbx/` returns failures as
 * values; the n8n side turns them into n8n errors in one place.
 */
export class Failure {
	constructor(
		readonly kind: FailureKind,
		/** What happened, in the user's words, with the extension number. */
		readonly message: string,
		/** What to do about it. */
		readonly remedy: string,
		/** The PBX's own error number or word, where it gave one. */
		readonly pbxCode?: string,
	) {}
}
