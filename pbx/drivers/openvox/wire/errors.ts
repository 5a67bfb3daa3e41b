import { asKind, Failure } from '../../../model/failure';
import { pbxNumber } from '../../../http/pbxText';
import type { Variant } from '../variants';
import { explanations, type About } from './errorTable';

/** What an error number of an ordinary request means. */
export function explain(errno: string, about: About = {}): Failure {
	return explanations.get(errno)?.(about, errno) ?? unknown(pbxNumber(errno));
}

/** What an error number of the login means: the same numbers mean something else there. */
export function explainSignIn(errno: string, variant: Variant): Failure {
	const page = variant.webPages.api;
	if (errno === '20002') {
		return new Failure(
			'lockedOut',
			'The PBX has locked this n8n out after five wrong passwords',
			`It unlocks at most 10 minutes from now. Meanwhile check user name and password on the page ${page}; there an administrator may also remove the block.`,
			errno,
			'password',
		);
	}
	if (errno === '20003' || errno === '10032') {
		return new Failure(
			'authenticationFailed',
			'Wrong user name or password',
			`Enter the API user name and password that the PBX shows on its page ${page} (not those of the web page).`,
			errno,
			'password',
		);
	}
	// It counts as a wrong password: if it is one, the fifth locks n8n out.
	if (errno === '' || variant.doubtfulSignIn.includes(errno)) {
		return new Failure(
			'authenticationFailed',
			"Wrong user name or password, or the PBX's API service is down",
			`Compare user name and password with the page ${page}. After five wrong passwords the PBX locks this n8n out for 10 minutes.`,
			errno,
			'password',
		);
	}
	// Any other number is not about the password: another try is harmless.
	const failure = explain(errno);
	return failure.kind === 'invalidInput' ? failure : asKind(failure, 'refused');
}

function unknown(errno: string): Failure {
	if (errno === '') {
		return new Failure(
			'refused',
			'The PBX refused the request without saying why',
			'Check the log of the PBX.',
			errno,
		);
	}
	return new Failure(
		'refused',
		`The PBX refused the request with number ${errno}`,
		'The number is in no published manual: check the log of the PBX, and report it on GitHub.',
		errno,
	);
}
