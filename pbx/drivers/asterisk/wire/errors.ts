import { Failure } from '../../../model/failure';
import { notInCall } from '../../../model/failures/extensions';
import { sessionRefused } from '../../../model/failures/general';
import type { Action } from './actions';

// Asterisk's own sentences; they have been the same since version 16.
const permissionDenied = 'Permission denied';
const goneChannel = /^(No such channel|Channel not found|Channel( specified)? does not exist)/;

/** Whether the manager user may not use the action. */
export function lacksRight(message: string): boolean {
	return message === permissionDenied;
}

/** Whether the call that was named is over. */
export function isGone(message: string): boolean {
	return goneChannel.test(message);
}

/** What a refused action means. `extension`: whose call it was about. */
export function explain(message: string, action: Action, extension?: string): Failure {
	if (lacksRight(message)) return rightMissing(action, message);
	if (isGone(message)) {
		return notInCall(extension, { detail: ': the call is over', pbxCode: message });
	}
	if (message.startsWith('Originate Access Forbidden')) {
		return new Failure(
			'forbidden',
			'The PBX does not let this manager user start monitoring',
			'The name of the channel looks like a forbidden dialplan function to Asterisk.',
			message,
			'tenantPrefix',
		);
	}
	if (message.startsWith('Invalid/unknown command')) {
		return new Failure(
			'unsupported',
			`The PBX has no action ${action.name}`,
			'Load the Asterisk module that offers it, or use Asterisk 16 or newer.',
			message,
		);
	}
	if (message === 'Asterisk is shutting down') {
		return new Failure(
			'unreachable',
			'The PBX is shutting down',
			'Run it again when the PBX is back.',
			message,
		);
	}
	return new Failure(
		'refused',
		`The PBX refused the action ${action.name}: ${message || 'it gave no reason'}`,
		'Check the log of the PBX.',
		message,
	);
}

/** What a refused login means. */
export function explainSignIn(message: string): Failure {
	if (message === 'Authentication failed') {
		return new Failure(
			'authenticationFailed',
			'The PBX does not accept the manager user',
			'Compare name and secret with manager.conf (FreePBX: Settings > Asterisk Manager Users), and check that its line permit = names the address of n8n: Asterisk answers the same in both cases.',
			message,
			'password',
		);
	}
	if (message === 'Login Already In Use') {
		return new Failure(
			'refused',
			'The manager user is signed in elsewhere, and the PBX allows it one sign-in at a time',
			'Give n8n a manager user of its own, or set allowmultiplelogin = yes in manager.conf.',
			message,
		);
	}
	return explain(message, { name: 'Login' });
}

function rightMissing({ name, right }: Action, message: string): Failure {
	if (right === undefined) {
		return sessionRefused(message);
	}
	return new Failure(
		'forbidden',
		`The manager user lacks the right \`${right}\``,
		`Asterisk requires it for the action ${name}. Add it to the line write = of the manager user in manager.conf (FreePBX: Settings > Asterisk Manager Users) and reload the manager.`,
		message,
	);
}
