import { Failure } from './failure';

/** A function that this kind of PBX does not have. */
export function notOffered(what: string): Failure {
	return new Failure(
		'notOffered',
		`This PBX does not offer ${what}`,
		'The README has a table of what each kind of PBX offers.',
	);
}
