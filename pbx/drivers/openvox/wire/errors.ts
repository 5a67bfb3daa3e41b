import { Failure, type FailureKind } from '../../../model/failure';
import type { Variant } from './config';

type Sentence = readonly [kind: FailureKind, message: string, remedy: string];

// The table is the Yeastar v1 guide's; OpenVox publishes none but answers with the same numbers.
// `{who}` is the extension, call or file that the request named.
const sentences: Readonly<Record<string, Sentence>> = {
	'10002': [
		'invalidReply',
		'The PBX does not take XML',
		'Set the Data Format of the credential to JSON.',
	],
	'10003': [
		'unsupported',
		'The PBX does not know this request',
		'Check the API Version in the credential and the firmware of the PBX.',
	],
	'10004': [
		'invalidInput',
		'The PBX says that a required value is empty',
		'Check the parameters of the node.',
	],
	'10006': [
		'notFound',
		'{who} does not exist on the PBX',
		'Check the number in the list of extensions of the PBX.',
	],
	'10007': ['notInCall', '{who} is not in a call', 'Start when the call is up.'],
	'10008': [
		'refused',
		'{who} is not idle',
		'Wait until the extension is free, or use another one.',
	],
	'10009': [
		'refused',
		'{who} does not allow being monitored',
		'Allow it in the settings of the extension on the PBX.',
	],
	'10010': [
		'refused',
		'{who} may not monitor in this mode',
		'Change the monitor mode in the settings of the extension on the PBX.',
	],
	'10011': ['notFound', 'The called number does not exist', 'Check the number.'],
	'10012': ['notFound', 'The IVR does not exist on the PBX', 'Check its number.'],
	'10013': ['notFound', '{who} does not exist on the PBX', 'Check the number of the queue.'],
	'10014': ['notFound', 'The ring group does not exist on the PBX', 'Check its number.'],
	'10015': ['refused', 'The call of {who} is not connected', 'Wait until it is answered.'],
	'10016': [
		'refused',
		'The time to accept or refuse the incoming call is over',
		'Answer within 10 seconds.',
	],
	'10017': [
		'refused',
		'The PBX could not save the settings of {who}',
		'Try again; look at the extension on the PBX.',
	],
	'10018': [
		'refused',
		'The PBX could not save the settings of the IVR',
		'Try again; look at the IVR on the PBX.',
	],
	'10019': [
		'refused',
		'The PBX could not save the settings of the queue',
		'Try again; look at the queue on the PBX.',
	],
	'10020': [
		'refused',
		'The PBX could not save the alarm',
		'Try again; look at the alarms on the PBX.',
	],
	'10021': ['notFound', 'The alarm does not exist on the PBX', 'Check its number.'],
	'10022': ['refused', 'The alarm exists already', 'Change the existing one.'],
	'10023': [
		'notFound',
		'The audio file does not exist on the PBX',
		'Upload it to the PBX (System Recordings), or check its name.',
	],
	'10024': ['refused', '{who} may not call outside', 'Give it an outbound route on the PBX.'],
	'10025': ['refused', 'Settings were applied too often', 'Wait a minute, then try again.'],
	'10026': ['notFound', 'The GSM module does not exist on the PBX', 'Check its name.'],
	'10027': ['refused', 'The GSM module is in use', 'Try again when it is free.'],
	'10028': [
		'invalidInput',
		'The PBX says that the number is empty',
		'Check the parameters of the node.',
	],
	'10029': ['refused', 'The PBX could not open the SMS file', 'Try again.'],
	'10030': ['invalidInput', 'The PBX says that the text message is empty', 'Enter a text.'],
	'10031': [
		'invalidInput',
		'The PBX does not accept the called number',
		'Check the number against the outbound routes of the PBX.',
	],
	'10032': ['refused', 'The password of the queue or conference is wrong', 'Check it on the PBX.'],
	'10033': [
		'refused',
		'The PBX could not save the outbound route of {who}',
		'Try again; look at the route on the PBX.',
	],
	'20000': [
		'invalidReply',
		'The PBX takes only JSON',
		'Set the Data Format of the credential to JSON.',
	],
	'20001': [
		'invalidReply',
		'The PBX takes only POST requests',
		'Check that no proxy between n8n and the PBX changes them.',
	],
	'20004': [
		'authenticationFailed',
		'The PBX does not know the session',
		'Run it again: the next run signs in anew.',
	],
	'20005': [
		'authenticationFailed',
		'The PBX got no session',
		'Run it again: the next run signs in anew.',
	],
	'20006': [
		'authenticationFailed',
		'The session on the PBX has run out',
		'Run it again: the next run signs in anew.',
	],
	'20007': [
		'invalidReply',
		'The PBX says that the request was empty',
		'Check that no proxy between n8n and the PBX changes requests.',
	],
	'20008': [
		'invalidInput',
		'The PBX does not accept the report port',
		"Check the 'Report Port' in the credential.",
	],
	'20009': [
		'invalidReply',
		'The PBX says that the request has no name',
		'Check the Base URL and the API Version in the credential.',
	],
	'20010': [
		'refused',
		'The PBX could not hand the request to its API service',
		'Try again; when it stays, restart the API on the PBX.',
	],
	'20011': ['refused', 'The PBX did not accept the report address', 'Check the report address.'],
	'20012': [
		'notFound',
		'{who} does not exist, or its download link has run out',
		'Check the name and try again.',
	],
	'20013': [
		'authenticationFailed',
		'The PBX asks for a captcha',
		'Sign in to the web page of the PBX once, then try again.',
	],
	'20014': [
		'notFound',
		'{who} does not exist on the PBX any more',
		'Check the name, and how long the PBX keeps recordings.',
	],
	'20015': [
		'invalidInput',
		'The PBX does not accept the additional download address',
		'Check the address.',
	],
	'20016': ['invalidInput', 'The PBX does not accept the voicemail status', 'Check the value.'],
	'20017': ['notFound', 'The download link of the voicemail has run out', 'Try again.'],
	'20018': [
		'notFound',
		'The audio file does not exist on the PBX',
		'Upload it to the PBX, or check its name.',
	],
	'20019': ['invalidInput', 'The PBX does not accept the time range', 'Check start and end.'],
	'20020': ['notFound', 'The download link of the call records has run out', 'Try again.'],
	'20021': ['notFound', 'The PBX has no such call records', 'Check time range and extensions.'],
	'30001': [
		'refused',
		'The PBX ran out of memory for the request',
		'Try again in a moment; when it stays, restart the PBX.',
	],
	'30003': [
		'refused',
		"The PBX's API service is not running",
		'Switch the API off and on again on the PBX, or restart it.',
	],
};

/** What an error number of an ordinary request means. `who`: what the request named, if anything. */
export function explain(errno: string, who = 'The extension or call'): Failure {
	const [kind, message, remedy] = sentences[errno] ?? unknown(errno);
	return new Failure(kind, message.replace('{who}', who), remedy, errno);
}

/** What an error number of the login means: the same numbers say other things there. */
export function explainSignIn(errno: string, variant: Variant): Failure {
	const page = variant.webPages.api;
	if (errno === '20002') {
		return new Failure(
			'lockedOut',
			'The PBX has locked this n8n out after five wrong passwords',
			`It opens again at most 10 minutes from now. Meanwhile check User Name and Password on the page ${page}; there an administrator may also remove the block.`,
			errno,
		);
	}
	if (errno === '20003' || errno === '10032') {
		return new Failure(
			'authenticationFailed',
			'Wrong user name or password',
			`Enter the API user name and password that the PBX shows on its page ${page} (not those of the web page).`,
			errno,
		);
	}
	// The one failed login that the OpenVox manual prints says 30003, "API service not running".
	if (errno === '30003' || errno === '') {
		return new Failure(
			'authenticationFailed',
			"Wrong user name or password, or the PBX's API service is down",
			`Compare User Name and Password with the page ${page}. After five wrong passwords the PBX locks this n8n out for 10 minutes.`,
			errno,
		);
	}
	// Whatever else is wrong, it is not the password: another try harms nobody.
	const { kind, message, remedy } = explain(errno);
	return new Failure(kind === 'invalidInput' ? kind : 'refused', message, remedy, errno);
}

function unknown(errno: string): Sentence {
	if (errno === '') {
		return [
			'refused',
			'The PBX refused the request without saying why',
			'Look at the log of the PBX.',
		];
	}
	return [
		'refused',
		`The PBX refused the request with number ${errno}`,
		'The number is in no published manual: look at the log of the PBX, and tell us on GitHub.',
	];
}
