/** Reads of the item and of the workflow; none of them changes anything. */
const roots = 'json|input|node|prevNode|itemIndex|runIndex|vars|workflow';

/** Methods that change nothing. */
const methods =
	'all|endsWith|first|includes|last|padEnd|padStart|replace|replaceAll|slice|split|startsWith|substring|toFormat|toISO|toLowerCase|toNumber|toString|toUpperCase|trim';

/** A text without anything that n8n looks for in the text of an expression. */
export const plainText = String.raw`'[^'"\x60\\{}()\n\r\u2028\u2029]*'|"[^'"\x60\\{}()\n\r\u2028\u2029]*"`;

/** The end of a name. */
const end = String.raw`(?![\p{L}\p{N}_$])`;

const tokens = new RegExp(
	[
		String.raw`(?<space>\s+)`,
		String.raw`(?<value>(?:${plainText})|\d+(?:\.\d+)?${end}|(?:true|false|null|undefined|\$(?:${roots}))${end})`,
		String.raw`(?<member>\??\.\s*[\p{L}_][\p{L}\p{N}_]*${end}(?!\s*\()|\[\s*(?:${plainText}|\d+)\s*\])`,
		String.raw`(?<call>\??\.\s*(?:${methods})\s*\()`,
		String.raw`(?<open>\$?\()`,
		String.raw`(?<close>\))`,
		String.raw`(?<operator>\?\?|\|\||&&|[=!]==?|[?:,]|\+(?!\+))`,
		String.raw`(?<not>!)`,
	].join('|'),
	'uy',
);

const onlyOne = /^=\{\{([^{}]*)\}\}$/;

/**
 * The code of a parameter that is one `{{ … }}`, where it is sure to give the same as one of several in a
 * list: it is whole by itself, and changes nothing that another could read. Undefined for any other.
 */
export function plainExpression(parameter: string): string | undefined {
	const code = onlyOne.exec(parameter)?.[1];
	return code !== undefined && isPlain(code) ? code.trim() : undefined;
}

function isPlain(code: string): boolean {
	let openBrackets = 0;
	/** What was read last: something with a value, something that needs a value, or a bracket. */
	let last: 'value' | 'operator' | 'open' = 'operator';
	tokens.lastIndex = 0;
	while (tokens.lastIndex < code.length) {
		const found = tokens.exec(code)?.groups;
		if (!found) return false;
		if (found.space !== undefined) continue;
		const continuesValue = [found.member, found.call, found.close, found.operator].some(
			(each) => each !== undefined,
		);
		const endsEmptyCall = found.close !== undefined && last === 'open';
		if (continuesValue !== (last === 'value') && !endsEmptyCall) return false;
		if (found.call !== undefined || found.open !== undefined) openBrackets += 1;
		if (found.close !== undefined) openBrackets -= 1;
		if (openBrackets < 0) return false;
		if (found.value ?? found.member ?? found.close) last = 'value';
		else last = (found.call ?? found.open) ? 'open' : 'operator';
	}
	return openBrackets === 0 && last === 'value';
}
