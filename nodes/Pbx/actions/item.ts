import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

/** One input item: its parameters, each read from n8n once, for every read resolves the expressions again. */
export class Item {
	private readonly known = new Map<string, unknown>();

	constructor(
		readonly context: IExecuteFunctions,
		readonly index: number,
	) {}

	/** The value of a parameter; undefined where there is none. Throws what n8n throws for a wrong expression. */
	parameter(name: string): unknown {
		if (!this.known.has(name)) {
			// The readers in `fields` check what they get, in their own words.
			const value: unknown = this.context.getNodeParameter(name, this.index, null, {
				skipValidation: true,
			});
			this.known.set(name, value ?? undefined);
		}
		return this.known.get(name);
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

/** What was entered, without blanks around it; empty where it is neither text nor number. */
export function toTrimmedString(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

function isCollection(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
