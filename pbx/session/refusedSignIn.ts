import { Failure } from '../model/failure';

/** What a PBX said about the next try when it refused a sign-in. */
export interface SignInOutlook {
	/** How many wrong passwords it still takes before it blocks this n8n. */
	triesLeft?: number;
	/** ms to wait before the next try. */
	pauseMs?: number;
}

/** A refused sign-in of a PBX that says more than no. */
export class RefusedSignIn extends Failure {
	constructor(
		{ kind, message, remedy, pbxCode, input }: Failure,
		readonly outlook: SignInOutlook,
	) {
		super(kind, message, remedy, pbxCode, input);
	}
}
