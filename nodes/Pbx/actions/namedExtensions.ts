import type { IExecuteFunctions } from 'n8n-workflow';

import type { Operation } from './operation';
import { extensionNumber } from './parameters';

/** The extensions whose phones an item is about. */
export function namedExtensions(
	context: IExecuteFunctions,
	{ properties, alsoNames }: Operation,
	item: number,
): string[] {
	try {
		const picked = properties
			.filter(({ type }) => type === 'resourceLocator')
			.map((field) => extensionNumber(context, field, item))
			.filter((number) => typeof number === 'string');
		return [...picked, ...(alsoNames?.(context, item) ?? [])];
	} catch {
		// What cannot be read is told when the item runs; it names nobody.
		return [];
	}
}
