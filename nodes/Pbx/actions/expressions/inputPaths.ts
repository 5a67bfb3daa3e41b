import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { plainText } from './plainExpression';

/** Where a value stands in the input item, as in `{{ $json.body.agent }}`. */
type InputPath = readonly string[];

const step = String.raw`\.[A-Za-z_]\w*|\[(?:${plainText}|0|[1-9]\d*)\]`;
const steps = new RegExp(step, 'g');
const onlyPath = new RegExp(String.raw`^=\{\{\s*\$json((?:${step})+)\s*\}\}$`);

/** For which n8n gave just what stands at the path, in any execution of this process. */
const proven = new Set<string>();
const maxProven = 1_000;

/**
 * The expressions of an item where all of them are paths into it. n8n resolves them once in a process; if
 * that gives what stands at the paths, the values of other items are taken from there.
 */
export class InputPaths {
	private readonly paths: readonly InputPath[];
	private input?: readonly INodeExecutionData[];
	/** n8n gave something else. */
	private isRefuted = false;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly expressions: readonly string[],
	) {
		const paths = expressions.map(inputPath).filter((path) => path !== undefined);
		this.paths = paths.length === expressions.length ? paths : [];
	}

	/** The values of an item, in the order of the expressions; undefined where n8n has to resolve them. */
	values(index: number, resolve: () => unknown[] | undefined): unknown[] | undefined {
		const found = this.isRefuted ? undefined : this.valuesAtPaths(index);
		if (found && this.expressions.every((each) => proven.has(each))) return found;
		const resolved = resolve();
		if (found && resolved) {
			this.isRefuted = !resolved.every((value, n) => Object.is(value, found[n]));
			if (!this.isRefuted) this.remember();
		}
		return resolved;
	}

	private remember(): void {
		if (proven.size >= maxProven) proven.clear();
		for (const each of this.expressions) proven.add(each);
	}

	private valuesAtPaths(index: number): unknown[] | undefined {
		if (this.paths.length === 0) return undefined;
		this.input ??= this.context.getInputData();
		const json = this.input[index]?.json;
		const values = this.paths.map((path) => valueAt(json, path));
		return values.includes(undefined) ? undefined : values;
	}
}

/** The path that is all of an expression; undefined for any other. */
function inputPath(expression: string): InputPath | undefined {
	const path = onlyPath.exec(expression)?.[1];
	return path?.match(steps)?.map((each) => each.replace(/^\.|^\[['"]?|['"]?\]$/g, ''));
}

/** The text, number or boolean at the path; undefined where there is anything else, or nothing. */
function valueAt(json: unknown, path: InputPath): string | number | boolean | undefined {
	let value = json;
	for (const name of path) {
		if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name))
			return undefined;
		value = (value as Record<string, unknown>)[name];
	}
	switch (typeof value) {
		case 'string':
		case 'number':
		case 'boolean':
			return value;
		default:
			return undefined;
	}
}
