import { Failure } from '../model/failure';

/**
 * Why these values cannot go to a PBX. No telephone number, name or file has control characters: XML
 * cannot carry them, and in Asterisk a line break would start a field of its own.
 */
export function rejectControlCharacters(
	fields: ReadonlyArray<readonly [name: string, value: string]>,
): Failure | undefined {
	const unsendable = fields.find(([, value]) =>
		/[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/u.test(value),
	);
	if (!unsendable) return undefined;
	return new Failure(
		'invalidInput',
		`The value for '${unsendable[0]}' contains a character that cannot be sent to a PBX`,
		'Remove control characters (such as line breaks) from it.',
	);
}
