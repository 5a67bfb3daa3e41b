/** Characters of a PBX's text that a message shows; its own sentences have a few dozen. */
const maxCharacters = 200;

/** No number of a PBX that is known has more digits. */
const maxDigits = 12;

/**
 * Control and format characters (line breaks, bidirectional overrides, joiners), lone surrogates,
 * private and unassigned ones: a message shows none of them.
 */
const unclean = /[\p{C}\p{Zl}\p{Zp}\s]+/gu;

/** A text that a PBX wrote, as a message shows it: on one line, of clean characters, and not long. */
export function pbxText(text: string): string {
	// Cut before it is cleaned as well: the text may be as long as a reply.
	const clean = text
		.slice(0, 10 * maxCharacters)
		.replace(unclean, ' ')
		.trim();
	const characters = Array.from(clean);
	if (characters.length <= maxCharacters) return clean;
	return `${characters.slice(0, maxCharacters - 1).join('')}…`;
}

/** A number that a PBX wrote, such as an error's; empty where the text is none. */
export function pbxNumber(text: string): string {
	const digits = text.trim();
	return digits.length <= maxDigits && /^-?\d+$/.test(digits) ? digits : '';
}

/** Scheme, host and port of an address that a PBX wrote; undefined where it has none. */
export function pbxOrigin(address: string): string | undefined {
	if (!/^https?:/i.test(address) || !URL.canParse(address)) return undefined;
	const { origin } = new URL(address);
	return origin.length > maxCharacters ? undefined : origin;
}
