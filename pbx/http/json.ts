import { Failure } from '../model/failure';
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
	// Long lists have none, and looking at each of their texts takes longer than reading them.
	const numbersQuoted = /[[:,]\s*-?\d/.test(body) ? quoteNumbers(body) : body;
	try {
		return leavesAsText(JSON.parse(numbersQuoted));
	} catch {
		return new Failure(
			'invalidReply',
			'The PBX sent a reply that is not whole JSON',
			"Try again; if it persists, check the format and the version of the PBX's API.",
			undefined,
			'dataFormat',
		);
	}
}

function quoteNumbers(body: string): string {
	return body.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g, (token) =>
		token.startsWith('"') ? token : `"${token}"`,
	);
}

function leavesAsText(value: unknown): Tree {
	if (typeof value === 'string') return value;
	if (Array.isArray(value)) return value.map(leavesAsText);
	if (value === null || value === undefined) return '';
	if (typeof value !== 'object') return String(value);
	const branch: Branch = {};
	for (const [name, leaf] of Object.entries(value)) {
		if (name !== '__proto__') branch[name] = leavesAsText(leaf);
	}
	return branch;
}
