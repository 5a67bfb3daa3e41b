import { Failure } from './failure';

/** A function that this kind of PBX does not have. */
export function unsupported(what: string): Failure {
	return new Failure(
		'unsupported',
		`This PBX does not offer ${what}`,
		'The README has a table of what each kind of PBX offers.',
	);
}
