import type { IExecuteFunctions } from 'n8n-workflow';

import { InputPaths } from './inputPaths';
import { plainExpression } from './plainExpression';

/** A parameter with expressions. */
interface Dynamic {
	name: string;
	/** As the workflow has it. */
	raw: unknown;
	expressions: readonly string[];
}

/**
 * Reads parameters as n8n does. n8n resolves each expression in an isolate, and each way there and back
 * costs about as much as a request. So where all expressions of an item are plain, they go there
 * together, as one list; where one is not, it may change what the others read, and each goes by itself.
 */
export class ItemExpressions {
	/** Parameters without an expression: the same for every item. */
	private readonly fixed = new Map<string, unknown>();
	private readonly dynamic: Dynamic[] = [];
	/** How many those have together. */
	private readonly expressions: number;
	/** All of them as one; undefined where they are not resolved together. */
	private readonly list: string | undefined;
	private readonly paths: InputPaths;

	/** `names`: the parameters that an item may have. */
	constructor(
		private readonly context: IExecuteFunctions,
		names: readonly string[],
	) {
		for (const name of names) {
			const raw: unknown = context.getNodeParameter(name, 0, null, { rawExpressions: true });
			const expressions = expressionsIn(raw);
			if (expressions.length > 0) this.dynamic.push({ name, raw, expressions });
			else this.fixed.set(name, this.read(name, 0));
		}
		const all = this.dynamic.flatMap(({ expressions }) => expressions);
		this.expressions = all.length;
		this.list = listOf(all);
		this.paths = new InputPaths(context, all);
	}

	isFixed(name: string): boolean {
		return this.fixed.has(name);
	}

	fixedValue(name: string): unknown {
		return this.fixed.get(name);
	}

	/** One parameter of an item, as n8n reads it. Throws what n8n throws for a wrong expression. */
	read(name: string, index: number): unknown {
		// The readers in `fields` check what they get, in their own words.
		const value: unknown = this.context.getNodeParameter(name, index, null, {
			skipValidation: true,
		});
		return value ?? undefined;
	}

	/** What of an item could be resolved together; the rest is read one by one. */
	readTogether(index: number): Map<string, unknown> {
		const values = new Map<string, unknown>();
		const results = this.paths.values(index, () => this.resolve(index));
		let position = 0;
		for (const { name, raw, expressions } of this.dynamic) {
			const own = results?.slice(position, (position += expressions.length));
			if (own?.every(isFinished)) values.set(name, withResults(raw, own) ?? undefined);
		}
		return values;
	}

	/** The results of all expressions of an item; undefined where they cannot be had together. */
	private resolve(index: number): unknown[] | undefined {
		if (this.list === undefined) return undefined;
		try {
			const results: unknown = this.context.evaluateExpression(this.list, index);
			// n8n gives nothing at all where it swallows an error.
			return Array.isArray(results) && results.length === this.expressions ? results : undefined;
		} catch {
			// Reading one by one shows which parameter it is, in n8n's own words.
			return undefined;
		}
	}
}

/** One expression that gives what these give, in their order; undefined where there is none or no way. */
function listOf(expressions: readonly string[]): string | undefined {
	const codes = expressions.map(plainExpression).filter((code) => code !== undefined);
	if (codes.length === 0 || codes.length < expressions.length) return undefined;
	return `{{ [${codes.map((code) => `(${code})`).join(', ')}] }}`;
}

/** n8n rewrites dates in what a parameter gives, and refuses functions: it is to read these itself. */
function isFinished(result: unknown): boolean {
	return result === null || (typeof result !== 'object' && typeof result !== 'function');
}

function isExpression(text: string): boolean {
	return text.startsWith('=');
}

function expressionsIn(raw: unknown): string[] {
	const found: string[] = [];
	mapTexts(raw, (text) => (isExpression(text) ? found.push(text) : undefined));
	return found;
}

/** The parameter with the results in the places of its expressions. */
function withResults(raw: unknown, results: readonly unknown[]): unknown {
	const next = results.values();
	return mapTexts(raw, (text): unknown => (isExpression(text) ? next.next().value : text));
}

/** The same value, in collections and lists as well, with other texts. */
function mapTexts(raw: unknown, other: (text: string) => unknown): unknown {
	if (typeof raw === 'string') return other(raw);
	if (typeof raw !== 'object' || raw === null) return raw;
	if (Array.isArray(raw)) return raw.map((each) => mapTexts(each, other));
	return Object.fromEntries(Object.entries(raw).map(([key, each]) => [key, mapTexts(each, other)]));
}
