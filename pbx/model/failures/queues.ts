import { Failure } from '../failure';
import { extensionWords, type Details } from './words';

// Sentences about queues and their agents that more than one place says. Each stands here once.

export function queueNotFound(
	queue: string | undefined,
	{ remedy = 'Check the number in the list of queues of the PBX.', pbxCode }: Details = {},
): Failure {
	return new Failure(
		'notFound',
		`${queue === undefined ? 'The queue' : `Queue ${queue}`} does not exist on the PBX`,
		remedy,
		pbxCode,
		'queue',
	);
}

/** `queue`: absent where the request named none, and so means all of them. */
export function notAnAgent(
	extension: string,
	queue: string | undefined,
	{ pbxCode }: Details = {},
): Failure {
	const message =
		queue === undefined
			? `${extensionWords(extension)} is not an agent of any queue`
			: `${extensionWords(extension)} is not an agent of queue ${queue}`;
	return new Failure(
		'notFound',
		message,
		'Check who is signed in to the queue.',
		pbxCode,
		'extension',
	);
}

export function alreadyAgent(extension: string, queue: string, pbxCode?: string): Failure {
	return new Failure(
		'refused',
		`${extensionWords(extension)} is an agent of queue ${queue} already`,
		'There is nothing to add.',
		pbxCode,
	);
}

export function staticAgent(extension: string, queue: string, pbxCode?: string): Failure {
	return new Failure(
		'refused',
		`${extensionWords(extension)} is set up in queue ${queue} for good`,
		'Only agents who signed in can be taken out: pause this one, or change the queue on the PBX.',
		pbxCode,
	);
}

/** The PBX did nothing, and does not say more. */
export function agentNotChanged(
	extension: string,
	queue: string | undefined,
	{ pbxCode }: Details = {},
): Failure {
	const where = queue === undefined ? 'in its queues' : `in queue ${queue}`;
	return new Failure(
		'refused',
		`The PBX did not change extension ${extension} ${where}`,
		'Look at the status of the queue: the extension must be an agent of it, and to sign in or out a dynamic one.',
		pbxCode,
	);
}
