import { Failure } from '../../../../pbx/model/failure';

/** A parameter that cannot be used: readers throw it, and the router makes the failure of it. */
export class InvalidInput extends Error {
	readonly failure: Failure;

	constructor(message: string, remedy: string) {
		super(message);
		this.failure = new Failure('invalidInput', message, remedy);
	}
}

/** What was entered, short enough for a sentence. */
export function quoted(value: unknown): string {
	const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
	return text.trim().slice(0, 60);
}
