import { asKind, Failure, type FailureKind, type InputName } from '../../../model/failure';
import { extensionNotFound } from '../../../model/failures/extensions';
import { sessionRefused } from '../../../model/failures/general';
import { RefusedSignIn } from '../../../session/refusedSignIn';
import { text } from '../../../http/tree';
import type { Action } from './actions';
import { apiPage } from './config';
import type { Refusal } from './reply';

/** The PBX asks for this pause after requests that came too often. */
export const busyPauseMs = 15_000;

export const tooFrequent = '-45';

/** What a request names; a refusal is about one of these. */
export interface About {
	/** The extension that acts: it monitors, dials or is in the call. */
	extension?: string;
	/** Name of a recording. */
	recording?: string;
}

type Explain = (action: Action, about: About) => Failure;

type Sentence = readonly [kind: FailureKind, message: string, remedy: string, input?: InputName];

const checkLog = 'Check the log of the PBX.';

/** Statuses that say the same whatever the request was. */
const sentences: Readonly<Record<string, Sentence>> = {
	'-9': ['refused', 'The PBX reports a system error', checkLog],
	'-24': ['refused', 'The PBX could not carry the request out (data operation failed)', checkLog],
	'-25': ['refused', 'The PBX could not carry the request out (update failed)', checkLog],
	'-26': ['refused', 'The PBX could not answer (query failed)', checkLog],
	'-43': [
		'refused',
		'What the request names was changed or deleted on the PBX meanwhile',
		'Run it again.',
	],
	'-44': ['refused', 'The entry exists on the PBX already', checkLog],
	'-45': [
		'unreachable',
		'The PBX takes no request for now: they came too often',
		`It asks for a pause of ${busyPauseMs / 1000} s. n8n waits for it by itself where the request may take longer than that.`,
		'timeout',
	],
	'-50': [
		'invalidInput',
		'The PBX does not accept a character in the request',
		'Use letters and digits.',
	],
	'-68': [
		'lockedOut',
		'The PBX has blocked this n8n after failed sign-ins',
		'Remove its address from the blacklist of the PBX, or wait until the block ends.',
	],
	'-70': [
		'lockedOut',
		'The PBX forbids this n8n to sign in',
		'Check the permitted addresses of the API user and the blacklist of the PBX.',
	],
};

/** Statuses whose sentence names what was asked. */
const namingSentences: Readonly<Record<string, Explain>> = {
	'-1': notAccepted('-1', 'invalid parameters'),
	'-15': notAccepted('-15', 'invalid value'),
	'-16': ({ name }, { extension, recording }) => {
		if (recording !== undefined) return recordingMissing(recording);
		if (extension !== undefined) return extensionNotFound(extension, '-16');
		return new Failure('notFound', `The PBX has no such entry (${name})`, checkLog, '-16');
	},
	'-19': ({ name }) =>
		new Failure(
			'unsupported',
			`This PBX does not support the action ${name}`,
			'Update the firmware of the PBX.',
			'-19',
		),
	'-47': ({ name }) =>
		new Failure(
			'forbidden',
			`The API user may not use the action ${name}, or the firmware does not have it`,
			`Give the API user the right on the page ${apiPage} of the PBX, or update its firmware.`,
			'-47',
		),
	'-71': (_action, { extension }) => extensionNotFound(extension, '-71'),
	// The PBX lost the connection to its own telephony: nobody knows what it did before.
	'-7': ({ acts }) =>
		new Failure(
			acts ? 'outcomeUnknown' : 'invalidReply',
			'The PBX broke the request off (connection closed)',
			acts ? `The PBX may have acted: check before retrying. ${checkLog}` : checkLog,
			'-7',
		),
};

/** What a refused action means. */
export function explain({ status }: Refusal, action: Action, about: About = {}): Failure {
	if (isSessionRefused(status)) return sessionRefused(status);
	const naming = Object.hasOwn(namingSentences, status) ? namingSentences[status] : undefined;
	if (naming) return naming(action, about);
	const sentence = Object.hasOwn(sentences, status) ? sentences[status] : undefined;
	if (sentence) {
		const [kind, message, remedy, input] = sentence;
		return new Failure(kind, message, remedy, status, input);
	}
	return new Failure(
		'refused',
		`The PBX refused the action ${action.name} with status ${status}`,
		'The number is in no table that is known: check the log of the PBX, and report it on GitHub.',
		status,
	);
}

/** -5: sign-in required; -6: cookie error; -8: time-out of the session. */
export function isSessionRefused(status: string): boolean {
	return status === '-5' || status === '-6' || status === '-8';
}

/** What a refused sign-in means, and what the PBX says about the next try. */
export function explainSignIn(refusal: Refusal, action: Action): Failure {
	const { status, response } = refusal;
	const triesLeft = count(text(response, 'remain_num'));
	const pauseSeconds = count(text(response, 'remain_time'));
	const pauseMs = pauseSeconds === undefined ? undefined : pauseSeconds * 1000;
	const outlook = outlookOf(triesLeft, pauseSeconds);
	if (status === '-37' || status === '-71') {
		const failure = new Failure(
			'authenticationFailed',
			'Wrong user name or password',
			`Enter the API user name and password that the PBX shows on its page ${apiPage} (not those of the web page).${outlook}`,
			status,
			'password',
		);
		return new RefusedSignIn(failure, { triesLeft, pauseMs });
	}
	const failure = explain(refusal, action);
	const { kind, message, remedy, pbxCode } = failure;
	if (kind === 'lockedOut') {
		const locked = new Failure(kind, message, `${remedy}${outlook}`, pbxCode, 'password');
		return new RefusedSignIn(locked, { pauseMs });
	}
	// Any other number is not about the password: another try is harmless.
	if (status === tooFrequent) return new RefusedSignIn(failure, { pauseMs: busyPauseMs });
	return kind === 'invalidInput' || kind === 'forbidden' ? failure : asKind(failure, 'refused');
}

/** What a refused sign-in says of the next one. */
function outlookOf(triesLeft: number | undefined, pauseSeconds: number | undefined): string {
	const tries =
		triesLeft === undefined ? '' : ` The PBX allows ${triesLeft} more before it blocks this n8n.`;
	return pauseSeconds === undefined || pauseSeconds === 0
		? tries
		: `${tries} It names a pause of ${pauseSeconds} s.`;
}

function count(digits: string): number | undefined {
	return /^\d{1,6}$/.test(digits) ? Number(digits) : undefined;
}

function notAccepted(status: string, reason: string): Explain {
	return ({ name }) =>
		new Failure(
			'refused',
			`The PBX did not accept the action ${name}: ${reason}`,
			checkLog,
			status,
		);
}

function recordingMissing(recording: string): Failure {
	return new Failure(
		'notFound',
		`Recording ${recording} does not exist on the PBX`,
		'Check the name, and how long the PBX keeps recordings.',
		'-16',
	);
}
