import { Failure, type FailureKind, type InputName } from '../../../model/failure';
import {
	extensionNotFound,
	mayNotBeMonitored,
	mayNotMonitor,
	notIdle,
	notInCall,
	queueNotFound,
	sessionRefused,
} from '../../../model/failures';
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

// The numbers that an operation can meet. The table is the Yeastar v1 guide's; OpenVox publishes none
// but answers with the same numbers.
export const explanations: ReadonlyMap<string, Explain> = new Map<string, Explain>([
	['10002', says('invalidReply', 'The PBX does not take XML', 'Use JSON.', 'dataFormat')],
	[
		'10003',
		says(
			'unsupported',
			'The PBX does not know this request',
			'Check the version of its API, and the firmware of the PBX.',
			'apiVersion',
		),
	],
	[
		'10004',
		says(
			'invalidInput',
			'The PBX says that a required value is empty',
			'Check the values of the request.',
		),
	],
	[
		'10005',
		says(
			'notInCall',
			'The call does not exist on the PBX any more',
			'Look up the id of the call again.',
			'callId',
		),
	],
	['10006', (about, errno) => extensionNotFound(both(about), errno)],
	['10007', (about, errno) => notInCall(about.other ?? about.extension, { pbxCode: errno })],
	['10008', ({ extension }, errno) => notIdle(extension, { pbxCode: errno })],
	[
		'10009',
		(about, errno) => mayNotBeMonitored(about.other ?? about.extension, { pbxCode: errno }),
	],
	['10010', ({ extension, mode }, errno) => mayNotMonitor(extension, mode, { pbxCode: errno })],
	['10011', says('notFound', 'The called number does not exist', 'Check the number.')],
	['10013', ({ queue }, pbxCode) => queueNotFound(queue, { pbxCode })],
	[
		'10015',
		says('refused', 'The call is not connected', 'Try again when the other party has answered.'),
	],
	[
		'10017',
		says(
			'refused',
			'The PBX could not save the settings of the extension',
			'Try again; look at the extension on the PBX.',
		),
	],
	['10023', promptMissing],
	[
		'10024',
		says('refused', 'The extension may not call outside', 'Give it an outbound route on the PBX.'),
	],
	['10025', says('refused', 'Settings were applied too often', 'Wait a minute, then try again.')],
	['10028', says('invalidInput', 'The PBX says that the number is empty', 'Check the number.')],
	[
		'10031',
		says(
			'invalidInput',
			'The PBX does not accept the called number',
			'Check the number against the outbound routes of the PBX.',
		),
	],
	['20000', says('invalidReply', 'The PBX takes only JSON', 'Use JSON.', 'dataFormat')],
	[
		'20001',
		says(
			'invalidReply',
			'The PBX takes only POST requests',
			'Check that no proxy between n8n and the PBX changes them.',
		),
	],
	['20004', (_about, errno) => sessionRefused(errno)],
	['20005', (_about, errno) => sessionRefused(errno)],
	['20006', (_about, errno) => sessionRefused(errno)],
	[
		'20007',
		says(
			'invalidReply',
			'The PBX says that the request was empty',
			'Check that no proxy between n8n and the PBX changes requests.',
		),
	],
	[
		'20008',
		says(
			'invalidInput',
			'The PBX does not accept the report port',
			'Use a free port from 1 to 65535.',
			'reportPort',
		),
	],
	[
		'20009',
		says(
			'invalidReply',
			'The PBX says that the request has no name',
			'Check the address of the PBX and the version of its API.',
			'apiVersion',
		),
	],
	[
		'20010',
		says(
			'refused',
			'The PBX could not hand the request to its API service',
			'Try again; if it persists, restart the API on the PBX.',
		),
	],
	[
		'20011',
		says(
			'refused',
			'The PBX did not accept the report address',
			'Check the address as seen from the PBX.',
			'reportAddress',
		),
	],
	['20012', recordingMissing(', or its download link has expired')],
	[
		'20013',
		says(
			'authenticationFailed',
			'The PBX asks for a captcha',
			'Sign in to the web page of the PBX once, then try again.',
		),
	],
	['20014', recordingMissing(' any more')],
	['20018', promptMissing],
	['20019', says('invalidInput', 'The PBX does not accept the time range', 'Check start and end.')],
	['20020', says('notFound', 'The download link of the call records has expired', 'Try again.')],
	[
		'20021',
		says('notFound', 'The PBX has no such call records', 'Check time range and extensions.'),
	],
	[
		'30001',
		says(
			'refused',
			'The PBX ran out of memory for the request',
			'Try again in a moment; if it persists, restart the PBX.',
		),
	],
	[
		'30003',
		says(
			'refused',
			"The PBX's API service is not running",
			'Switch the API off and on again on the PBX, or restart it.',
		),
	],
]);

/** A sentence that names nothing of the request. */
function says(kind: FailureKind, message: string, remedy: string, input?: InputName): Explain {
	return (_about, errno) => new Failure(kind, message, remedy, errno, input);
}

function promptMissing(_about: About, errno: string): Failure {
	return new Failure(
		'notFound',
		'The audio file does not exist on the PBX',
		'Upload it to the PBX (System Recordings), or check its name.',
		errno,
	);
}

function recordingMissing(detail: string): Explain {
	return ({ recording }, errno) =>
		new Failure(
			'notFound',
			`${recording === undefined ? 'The recording' : `Recording ${recording}`} does not exist on the PBX${detail}`,
			'Check the name, and how long the PBX keeps recordings.',
			errno,
		);
}

/** A number for "does not exist" may mean either extension. */
function both({ extension, other }: About): string | undefined {
	const numbers = [extension, other].filter((number) => number !== undefined);
	return numbers.length === 0 ? undefined : numbers.join(' or ');
}
