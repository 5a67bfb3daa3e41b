import { Failure } from './failure';

/** The user, or n8n, ended the execution before this was done. */
export function executionCancelled(): Failure {
	return new Failure('cancelled', 'The execution was cancelled', 'Run it again.');
}
