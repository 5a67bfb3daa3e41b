import { Failure } from '../../../model/failure';
import { extensionNotFound, notInCall } from '../../../model/failures/extensions';
import { sessionRefused } from '../../../model/failures/general';
import { queueNotFound } from '../../../model/failures/queues';
import { extensionWords } from '../../../model/failures/words';
import type { MonitorMode } from '../../../model/monitoring';
import { apiPage } from './config';
import type { Refusal } from './reply';

/** What a request names; a refusal is about one of these. */
export interface About {
	/** The extension that acts: it monitors, dials or is in the call. */
	extension?: string;
	/** The extension that is monitored. */
	monitored?: string;
	/** The mode in which `extension` monitors. */
	mode?: MonitorMode;
	queue?: string;
	/** Name of a recording. */
	recording?: string;
}

/**
 * What an error number means. The guide has one table for the whole API and none for each endpoint, so
 * what a number says of a monitoring is an inference.
 */
export function explain(refusal: Refusal, about: About = {}): Failure {
	const { errcode } = refusal;
	switch (errcode) {
		case '10001':
		case '10002':
		case '10003':
			return new Failure(
				'unsupported',
				'The PBX does not know this request',
				'Update its firmware, and check that the address is the one of a P-Series.',
				errcode,
				'baseUrl',
			);
		case '10004':
			return sessionRefused(errcode);
		case '10005':
		case '10009':
			return notPermitted(refusal, about);
		case '40001':
		case '40002':
			return notAccepted(refusal, about);
		case '60001':
			return notFound(refusal, about);
		case '70004':
			return blocked(refusal);
		case '70087':
			return new Failure(
				'forbidden',
				'The PBX does not permit the address of n8n',
				`Add it to the permitted IP addresses on the page ${apiPage} of the PBX.`,
				errcode,
			);
		case '70123':
			return new Failure(
				'forbidden',
				'The API of the PBX is off, or its subscription does not include it',
				`Turn it on, on the page ${apiPage} of the PBX.`,
				errcode,
			);
		case '70130':
			return notInCall(about.monitored ?? about.extension, {
				detail: ': the call is over',
				pbxCode: errcode,
			});
		case '70132':
			return new Failure(
				'refused',
				`The call of extension ${about.monitored ?? about.extension ?? 'that was named'} does not allow this`,
				'It rings, is parked, or is a conference: try again when two parties talk.',
				errcode,
			);
		default:
			return unexplained(refusal);
	}
}

/** What an error number means when signing in. */
export function explainSignIn(refusal: Refusal): Failure {
	const { errcode, fields } = refusal;
	const isAboutCredentials = fields.some((field) => /username|password/i.test(field));
	if (errcode === '60002') {
		return new Failure(
			'forbidden',
			'The PBX gives no further session: it has at most eight at a time',
			'Each ends 30 minutes after its sign-in. Use one credential for one PBX in n8n, and let other programs keep their session.',
			errcode,
		);
	}
	if (isAboutCredentials || errcode === '-1') {
		return new Failure(
			'authenticationFailed',
			'Wrong Client ID or Client Secret',
			`Copy both from the page ${apiPage} of the PBX. After five wrong ones in a row it blocks the address of n8n.`,
			errcode,
			'clientSecret',
		);
	}
	return explain(refusal);
}

function blocked({ errcode, blockExpireTime }: Refusal): Failure {
	return new Failure(
		'lockedOut',
		`The PBX has blocked the address of n8n after five wrong sign-ins${blockEnd(blockExpireTime)}`,
		'An administrator may remove the block: Security > Security Rules > Blocked IPs. Check Client ID and Client Secret meanwhile.',
		errcode,
		'clientSecret',
	);
}

/** A moment, in seconds since 1970, or so many seconds. */
function blockEnd(blockExpireTime: string): string {
	if (!/^\d{1,10}$/.test(blockExpireTime)) return '';
	const seconds = Number(blockExpireTime);
	if (seconds < 1_000_000_000) return `, for ${seconds} s`;
	return `, until ${new Date(seconds * 1_000).toISOString()}`;
}

const callMonitor = 'Extension > Features > Call Monitor';

function notPermitted(refusal: Refusal, { extension, monitored, mode }: About): Failure {
	const { errcode } = refusal;
	if (mode !== undefined && extension !== undefined && monitored !== undefined) {
		return new Failure(
			'refused',
			`The PBX does not let extension ${extension} monitor extension ${monitored} in this mode`,
			`Turn on Allow Being Monitored for ${monitored}, and check the monitor mode of ${extension} (${callMonitor}).`,
			errcode,
		);
	}
	if (errcode === '10005') {
		return new Failure(
			'forbidden',
			'The PBX does not permit this request to the API',
			`Check the page ${apiPage} of the PBX.`,
			errcode,
		);
	}
	return unexplained(refusal);
}

function notAccepted({ errcode, errmsg, fields }: Refusal, { extension, mode }: About): Failure {
	if (mode !== undefined && fields.includes('monitor')) {
		return extensionNotFound(extension, errcode, 'supervisor');
	}
	const named = fields.length > 0 ? `: ${fields.join(', ')}` : '';
	return new Failure(
		// The state of the two extensions may show why.
		mode === undefined ? 'invalidInput' : 'refused',
		`The PBX does not accept a value of the request${named} (${errmsg || errcode})`,
		'Check the values, and that no proxy between n8n and the PBX changes requests or removes the header User-Agent.',
		errcode,
	);
}

function notFound(refusal: Refusal, { extension, queue, recording }: About): Failure {
	const { errcode } = refusal;
	if (queue !== undefined) return queueNotFound(queue, { pbxCode: errcode });
	if (recording !== undefined) return recordingNotFound(recording, errcode);
	if (extension !== undefined) return extensionNotFound(extension, errcode);
	return unexplained(refusal);
}

export function recordingNotFound(recording: string, pbxCode?: string): Failure {
	return new Failure(
		'notFound',
		`Recording ${recording} does not exist on the PBX`,
		'Check the name, and how long the PBX keeps recordings.',
		pbxCode,
	);
}

/** A call of the extension is there, without the channel by which the API names it. */
export function channelNotShown(extension: string): Failure {
	return new Failure(
		'unsupported',
		`${extensionWords(extension)} is in a call, but the PBX does not show its channel`,
		'Without it the API can neither monitor nor control the call. Some Cloud editions leave it out: update the PBX, or ask Yeastar.',
	);
}

function unexplained({ errcode, errmsg }: Refusal): Failure {
	return new Failure(
		'refused',
		`The PBX refused the request: ${errmsg || 'it gave no reason'} (${errcode})`,
		'Check the log of the PBX.',
		errcode,
	);
}
