/**
 * What kind of failure it was, and what each kind obliges the caller to:
 *
 * | kind | meaning | may a second phone be tried? |
 * | --- | --- | --- |
 * | `invalidInput` | the caller asked for something that cannot be asked | no |
 * | `refused`, `notInCall`, `notFound` | the PBX understood and did nothing | yes, unless only the monitored extension is the reason |
 * | `noAnswer` | a phone rang and the call was not answered; it rings no more | yes |
 * | `unsupported`, `forbidden` | this PBX does not offer it; the API user lacks the right | no |
 * | `authenticationFailed`, `lockedOut` | there is no session | no |
 * | `outcomeUnknown` | a command may have been carried out | no |
 * | `unreachable` | the request did not leave n8n, or a query got no reply | no |
 * | `invalidReply` | the reply to a query cannot be read | no |
 * | `cancelled` | the execution was cancelled | no |
 */
export type FailureKind =
	| 'invalidInput'
	| 'refused'
	| 'notInCall'
	| 'notFound'
	| 'noAnswer'
	| 'unsupported'
	| 'forbidden'
	| 'authenticationFailed'
	| 'lockedOut'
	| 'outcomeUnknown'
	| 'unreachable'
	| 'invalidReply'
	| 'cancelled';

/**
 * What the caller gave that a failure is about. The user interface adds the hint which of its fields
 * to change, by that field's own label.
 */
export type InputName = CredentialInput | RequestInput;

export type CredentialInput =
	| 'pbx'
	| 'baseUrl'
	| 'username'
	| 'password'
	| 'dataFormat'
	| 'apiVersion'
	| 'reportPort'
	| 'timeZone'
	| 'tenantPrefix'
	| 'dialplanContext'
	| 'clientId'
	| 'clientSecret'
	| 'webhookSecrets'
	| 'ignoreSslIssues';

export type RequestInput =
	| 'supervisor'
	| 'monitored'
	| 'extension'
	| 'callId'
	| 'queue'
	| 'timeout'
	| 'ringTimeout'
	| 'waitForCall'
	| 'force'
	| 'allowModeChange'
	| 'beepToAgent'
	| 'stopAfter'
	| 'reportAddress';

/**
 * What went wrong, written for the person who reads it. Everything in `pbx/` returns failures as
 * values; the n8n side turns them into n8n errors in one place.
 */
export class Failure {
	constructor(
		readonly kind: FailureKind,
		/** What happened, in the user's words, with the extension number. */
		readonly message: string,
		/** What to do about it on the PBX. */
		readonly remedy: string,
		/** The PBX's own error number or word, where it gave one. */
		readonly pbxCode?: string,
		/** What the caller may change, where that is a remedy. */
		readonly input?: InputName,
	) {}
}

/** The same failure under another kind. */
export function asKind(failure: Failure, kind: FailureKind): Failure {
	const { message, remedy, pbxCode, input } = failure;
	return new Failure(kind, message, remedy, pbxCode, input);
}

/** The PBX carried a command out: what a method gives instead of a failure when there is no more to say. */
export type Done = 'done';

const nothingRinging: ReadonlySet<FailureKind> = new Set([
	'refused',
	'notInCall',
	'notFound',
	'noAnswer',
]);

/** Whether a request that failed like this leaves no phone ringing, so that another may be tried. */
export function nothingRings(kind: FailureKind): boolean {
	return nothingRinging.has(kind);
}

const explainable: ReadonlySet<FailureKind> = new Set(['refused', 'notInCall', 'notFound']);

/** Whether the state of the extensions may show why the PBX did nothing. */
export function isExplainedByState(kind: FailureKind): boolean {
	return explainable.has(kind);
}
