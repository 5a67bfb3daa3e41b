import type { Item } from './item';
import type { Operation } from './operation';
import { extensionNumber } from './fields/parameters';

/** The extensions whose phones an item is about. */
export function lockedExtensions({ properties, alsoLocks }: Operation, item: Item): string[] {
	try {
		const picked = properties
			.filter(({ type }) => type === 'resourceLocator')
			.map((field) => extensionNumber(item, field))
			.filter((number) => typeof number === 'string');
		return [...picked, ...(alsoLocks?.(item) ?? [])];
	} catch {
		// What cannot be read is told when the item runs; it names nobody.
		return [];
	}
}
