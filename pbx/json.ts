import { Failure } from './failure';
import type { Branch, Tree } from './tree';

/** A JSON text, with every leaf as a string. */
export function writeJson(tree: Branch): string {
	return JSON.stringify(tree);
}

/**
 * Reads a JSON text. Unquoted numbers keep their digits (`0101`, `1589948179.1690`), because a PBX
 * writes the same field quoted in one place and bare in another.
 */
export function readJson(body: string): Tree | Failure {
	const quoted = body.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g, (token) =>
		token.startsWith('"') ? token : `"${token}"`,
	);
	try {
		return leavesAsText(JSON.parse(quoted));
	} catch {
		return new Failure(
			'badReply',
			'The PBX sent a reply that is not whole JSON',
			'Run it again; when it stays, check the Data Format and the API Version of the credential.',
		);
	}
}

function leavesAsText(value: unknown): Tree {
	if (Array.isArray(value)) return value.map(leavesAsText);
	if (value === null || value === undefined) return '';
	if (typeof value !== 'object') return String(value);
	const entries = Object.entries(value).filter(([name]) => name !== '__proto__');
	return Object.fromEntries(entries.map(([name, leaf]) => [name, leavesAsText(leaf)]));
}
