import type { IHttpRequestOptions } from 'n8n-workflow';

import { pbxText } from '../pbx/http/pbxText';
import { executionCancelled } from '../pbx/model/failures/general';
import { Failure, type CredentialInput } from '../pbx/model/failure';

const certificateCodes = /CERT|SELF_SIGNED|ERR_TLS|UNABLE_TO_/;

/** Why a request got no reply, from whatever n8n's HTTP helper threw. */
export function networkFailure(
	error: unknown,
	origin: string,
	{ timeout: timeoutMs = 0, abortSignal }: Pick<IHttpRequestOptions, 'timeout' | 'abortSignal'>,
): Failure {
	if (abortSignal?.aborted) return executionCancelled();
	const code = errorCode(error);
	const notSent = (message: string, remedy: string, input?: CredentialInput) =>
		new Failure('unreachable', message, remedy, code, input);
	const noReply = (message: string, remedy: string) =>
		new Failure(
			'outcomeUnknown',
			message,
			`The PBX may have acted: check before retrying. ${remedy}`,
			code || undefined,
			'baseUrl',
		);
	switch (code) {
		case 'ECONNREFUSED':
			return notSent(
				`Nothing answers at ${origin}: the connection was refused`,
				'Check host and port, and that the API is enabled on the PBX.',
				'baseUrl',
			);
		case 'ENOTFOUND':
		case 'EAI_AGAIN':
			return notSent(
				`The host name of ${origin} is not known`,
				'Check its spelling, or use the IP address of the PBX.',
				'baseUrl',
			);
		case 'EHOSTUNREACH':
		case 'ENETUNREACH':
		case 'EADDRNOTAVAIL':
			return notSent(
				`No route from n8n to ${origin}`,
				'n8n must be in the network of the PBX or reach it by VPN; n8n Cloud reaches only public addresses.',
			);
		case 'ECONNABORTED':
		case 'ETIMEDOUT':
		case 'ESOCKETTIMEDOUT':
			return noReplyInTime(timeoutMs, code);
		case 'ECONNRESET':
		case 'EPIPE':
		case 'HPE_INVALID_CONSTANT':
			return noReply(
				`The connection to ${origin} broke before the reply was complete`,
				'Check http against https.',
			);
	}
	if (code === 'EPROTO' || code.startsWith('ERR_SSL')) {
		const isWeakKey =
			code.includes('DH_KEY_TOO_SMALL') || /dh key too small/i.test(errorText(error));
		return isWeakKey
			? notSent(
					`The encryption of ${origin} is too weak for n8n (dh key too small)`,
					'Update the firmware of the PBX, put a TLS proxy in front of it, or start n8n with NODE_OPTIONS=--tls-cipher-list=DEFAULT:@SECLEVEL=1, which allows short keys everywhere.',
				)
			: notSent(
					`${origin} does not speak https`,
					'Check http against https, and the port: the PBX has one for each.',
					'baseUrl',
				);
	}
	if (certificateCodes.test(code)) {
		return notSent(
			`The certificate of ${origin} is not trusted (${code})`,
			'PBXs come with a self-signed certificate: install a trusted one on the PBX, or accept this one.',
			'ignoreSslIssues',
		);
	}
	return noReply(
		`No usable reply came from ${origin}: ${errorText(error)}`,
		'Check any proxy or firewall between n8n and the PBX.',
	);
}

/** The request went out, and its whole reply did not come within the time-out. */
export function noReplyInTime(timeoutMs: number, code?: string): Failure {
	return new Failure(
		'outcomeUnknown',
		`The PBX did not answer within ${timeoutMs / 1000} s`,
		'The PBX may have acted: check before retrying. Wait longer for a slow PBX; check its address if it never answers.',
		code,
		'timeout',
	);
}

// n8n wraps the HTTP client's exception; the code sits in one of the causes.
function errorCode(error: unknown, depth = 0): string {
	if (typeof error !== 'object' || error === null || depth > 4) return '';
	if ('code' in error && typeof error.code === 'string' && error.code !== '') return error.code;
	return 'cause' in error ? errorCode(error.cause, depth + 1) : '';
}

/** The exception's own words without anything that looks like a signed address. */
function errorText(error: unknown): string {
	const text = error instanceof Error ? error.message : 'unknown reason';
	return pbxText(text.replace(/[?&]\S*/g, ''));
}
