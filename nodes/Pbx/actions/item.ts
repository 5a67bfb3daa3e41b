import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { toTrimmedString } from './fields/text';
import { ItemExpressions } from './expressions/itemExpressions';

/** One input item: its parameters, each read from n8n once, for every read resolves the expressions again. */
export class Item {
	private known?: Map<string, unknown>;

	constructor(
		readonly context: IExecuteFunctions,
		readonly index: number,
		private readonly expressions: ItemExpressions,
	) {}

	/** The value of a parameter; undefined where there is none. Throws what n8n throws for a wrong expression. */
	parameter(name: string): unknown {
		if (this.expressions.isFixed(name)) return this.expressions.fixedValue(name);
		this.known ??= this.expressions.readTogether(this.index);
		if (!this.known.has(name)) this.known.set(name, this.expressions.read(name, this.index));
		return this.known.get(name);
	}

	/** A parameter as the workflow has it: an expression is a text that begins with `=`. */
	rawParameter(name: string): unknown {
		return this.context.getNodeParameter(name, this.index, null, { rawExpressions: true });
	}

	/** A parameter as text. */
	text(name: string): string {
		return toTrimmedString(this.parameter(name));
	}

	/** A parameter that is a collection; empty where there is none. */
	collection(name: string): IDataObject {
		const value = this.parameter(name);
		return isCollection(value) ? value : {};
	}

	/** What the user chose of the options that the operation has. */
	get options(): IDataObject {
		return this.collection('options');
	}
}

/** The items that run or are about to; those that are done are forgotten, however many there are. */
export class ItemsInHand {
	private readonly expressions: ItemExpressions;
	private readonly items = new Map<number, Item>();

	/** `properties`: the parameters that the operation reads. */
	constructor(
		private readonly context: IExecuteFunctions,
		properties: readonly INodeProperties[],
	) {
		const names = properties.map(({ name }) => name);
		this.expressions = new ItemExpressions(context, names);
	}

	at(index: number): Item {
		const item = this.items.get(index) ?? new Item(this.context, index, this.expressions);
		this.items.set(index, item);
		return item;
	}

	release(index: number): void {
		this.items.delete(index);
	}
}

function isCollection(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
