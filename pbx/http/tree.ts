/** A decoded JSON or XML body. Every leaf is a string: extension 0101 must not become 101. */
export type Tree = string | Tree[] | Branch;

export interface Branch {
	[name: string]: Tree;
}

/** The named child, or undefined where there is none. */
export function child(tree: Tree | undefined, name: string): Tree | undefined {
	if (tree === undefined || typeof tree === 'string' || Array.isArray(tree)) return undefined;
	return Object.hasOwn(tree, name) ? tree[name] : undefined;
}

/** The named child as text; empty where it is absent or not a text. */
export function text(tree: Tree | undefined, name: string): string {
	const value = child(tree, name);
	return typeof value === 'string' ? value : '';
}

/** A list, whether the PBX sent an array, a single object or nothing. */
export function list(tree: Tree | undefined): Tree[] {
	// White space in an empty element is layout.
	if (tree === undefined || (typeof tree === 'string' && tree.trim() === '')) return [];
	return Array.isArray(tree) ? tree : [tree];
}

/** How deep a body may be nested; no reply of a PBX that is known needs more than eight levels. */
export const maxDepth = 64;
