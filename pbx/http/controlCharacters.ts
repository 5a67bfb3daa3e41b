import { Failure } from '../model/failure';

const controlCharacters = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/u;

/** Whether a text has a control character in it. */
export function hasControlCharacter(value: unknown): boolean {
	return typeof value === 'string' && controlCharacters.test(value);
}

/**
 * A failure where one of these values, or a text within it, has a control character. No telephone
 * number, name or file has one: XML cannot carry them, and in AMI a line break starts another field.
 */
export function rejectControlCharacters(values: readonly unknown[]): Failure | undefined {
	const text = values.flatMap(textsIn).find(hasControlCharacter);
	if (text === undefined) return undefined;
	return new Failure(
		'invalidInput',
		`A value contains a character that cannot be sent to a PBX: ${escaped(text).slice(0, 60)}`,
		'Remove control characters (such as line breaks) from it.',
	);
}

function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	if (typeof value !== 'object' || value === null) return [];
	return Object.values(value).flatMap(textsIn);
}

/** `\u000a` for a line break, so that the sentence stays on one line. */
function escaped(text: string): string {
	return text.replace(new RegExp(controlCharacters, 'gu'), (character) => {
		const number = character.codePointAt(0) ?? 0;
		return `\\u${number.toString(16).padStart(4, '0')}`;
	});
}
