import { Failure, type FailureKind, type InputName } from '../../../model/failure';
import { extensionNotFound, notIdle, notInCall } from '../../../model/failures/extensions';
import { sessionRefused } from '../../../model/failures/general';
import { mayNotBeMonitored, mayNotMonitor } from '../../../model/failures/monitoring';
import { agentNotChanged, queueNotFound } from '../../../model/failures/queues';
import { extensionWords } from '../../../model/failures/words';
import type { MonitorMode } from '../../../model/monitoring';

/** What a request names; a refusal is about one of these. */
export interface About {
	/** The extension that acts: it monitors, dials or is in the call. */
	extension?: string;
	/** The second extension: the one that is monitored or called. */
	other?: string;
	/** The mode in which `extension` monitors. */
	mode?: MonitorMode;
	queue?: string;
	/** Name of a recording. */
	recording?: string;
}

type Explain = (about: About, errno: string) => Failure;

type Sentence = readonly [kind: FailureKind, message: string, remedy: string, input?: InputName];

const proxyChangesRequests = 'Check that no proxy between n8n and the PBX changes requests.';
const promptMissing: Sentence = [
	'notFound',
	'The audio file does not exist on the PBX',
	'Upload it to the PBX (System Recordings), or check its name.',
];

/** Numbers that say the same whatever the request names. */
const sentences: Readonly<Record<string, Sentence>> = {
	'10002': ['invalidReply', 'The PBX does not take XML', 'Use JSON.', 'dataFormat'],
	'10003': [
		'unsupported',
		'The PBX does not know this request',
		'Check the version of its API, and the firmware of the PBX.',
		'apiVersion',
	],
	'10004': ['invalidInput', 'The PBX says that a required value is empty', 'Check the values.'],
	'10005': [
		'notInCall',
		'The call does not exist on the PBX any more',
		'Look up the id of the call again.',
		'callId',
	],
	'10011': ['notFound', 'The called number does not exist', 'Check the number.'],
	'10023': promptMissing,
	'10025': ['refused', 'Settings were applied too often', 'Wait a minute, then try again.'],
	'10028': ['invalidInput', 'The PBX says that the number is empty', 'Check the number.'],
	'10031': [
		'invalidInput',
		'The PBX does not accept the called number',
		'Check the number against the outbound routes of the PBX.',
	],
	'20000': ['invalidReply', 'The PBX takes only JSON', 'Use JSON.', 'dataFormat'],
	'20001': ['invalidReply', 'The PBX takes only POST requests', proxyChangesRequests],
	'20007': ['invalidReply', 'The PBX says that the request was empty', proxyChangesRequests],
	'20008': [
		'invalidInput',
		'The PBX does not accept the report port',
		'Use a free port from 1 to 65535.',
		'reportPort',
	],
	'20009': [
		'invalidReply',
		'The PBX says that the request has no name',
		'Check the address of the PBX and the version of its API.',
		'apiVersion',
	],
	'20010': [
		'refused',
		'The PBX could not hand the request to its API service',
		'Try again; if it persists, restart the API on the PBX.',
	],
	'20011': [
		'refused',
		'The PBX did not accept the report address',
		'Check the address as seen from the PBX.',
		'reportAddress',
	],
	'20013': [
		'authenticationFailed',
		'The PBX asks for a captcha',
		'Sign in to the web page of the PBX once, then try again.',
	],
	'20018': promptMissing,
	'20019': ['invalidInput', 'The PBX does not accept the time range', 'Check start and end.'],
	'20020': ['notFound', 'The download link of the call records has expired', 'Try again.'],
	'20021': ['notFound', 'The PBX has no such call records', 'Check time range and extensions.'],
	'30001': [
		'refused',
		'The PBX ran out of memory for the request',
		'Try again in a moment; if it persists, restart the PBX.',
	],
	'30003': [
		'refused',
		"The PBX's API service is not running",
		'Switch the API off and on again on the PBX, or restart it.',
	],
};

/** Numbers that are about what the request names. */
const namingSentences: Readonly<Record<string, Explain>> = {
	'10006': (about, errno) => extensionNotFound(both(about), errno),
	'10007': ({ other, extension }, errno) => notInCall(other ?? extension, { pbxCode: errno }),
	'10008': ({ extension }, errno) => notIdle(extension, { pbxCode: errno }),
	'10009': ({ other, extension }, errno) =>
		mayNotBeMonitored(other ?? extension, { pbxCode: errno }),
	'10010': ({ extension, mode }, errno) => mayNotMonitor(extension, mode, { pbxCode: errno }),
	'10013': ({ queue }, errno) => queueNotFound(queue, { pbxCode: errno }),
	'10019': ({ queue, extension }, errno) =>
		extension === undefined
			? new Failure('refused', `The PBX could not change queue ${queue ?? ''}`, 'Try again.', errno)
			: agentNotChanged(extension, queue, { pbxCode: errno }),
	'10015': ofExtension('has no connected call', 'Try again when the other party has answered.'),
	'10017': ofExtension(
		'keeps its settings: the PBX could not save the new ones',
		'Try again; check the extension on the PBX.',
	),
	'10024': ofExtension('may not call outside', 'Give it an outbound route on the PBX.'),
	'20004': (_about, errno) => sessionRefused(errno),
	'20005': (_about, errno) => sessionRefused(errno),
	'20006': (_about, errno) => sessionRefused(errno),
	'20012': recordingMissing(', or its download link has expired'),
	'20014': recordingMissing(' any more'),
};

/**
 * The numbers that an operation can meet. The table is the Yeastar v1 guide's; OpenVox publishes none but
 * answers with the same numbers. A Map, because the number comes from the PBX.
 */
export const explanations: ReadonlyMap<string, Explain> = new Map<string, Explain>([
	...Object.entries(namingSentences),
	...Object.entries(sentences).map(([errno, [kind, message, remedy, input]]): [string, Explain] => [
		errno,
		() => new Failure(kind, message, remedy, errno, input),
	]),
]);

function ofExtension(predicate: string, remedy: string): Explain {
	return ({ extension }, errno) =>
		new Failure('refused', `${extensionWords(extension)} ${predicate}`, remedy, errno);
}

function recordingMissing(detail: string): Explain {
	return ({ recording }, errno) => {
		const words = recording === undefined ? 'The recording' : `Recording ${recording}`;
		return new Failure(
			'notFound',
			`${words} does not exist on the PBX${detail}`,
			'Check the name, and how long the PBX keeps recordings.',
			errno,
		);
	};
}

/** A number for "does not exist" may mean either extension. */
function both({ extension, other }: About): string | undefined {
	const numbers = [extension, other].filter((number) => number !== undefined);
	return numbers.length === 0 ? undefined : numbers.join(' or ');
}
