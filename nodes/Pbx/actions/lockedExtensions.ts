import { isExtensionField, isExtensionNumber } from './fields/extension';
import { pickedText } from './fields/picker';
import type { Item } from './item';
import type { Operation } from './operation';

/** The extensions whose phones an item is about: items that share one run in input order. */
export function lockedExtensions({ properties, locks }: Operation, item: Item): string[] {
	try {
		const picked = properties.filter(isExtensionField).map((field) => pickedText(item, field));
		return [...picked, ...(locks?.(item) ?? [])].filter(isExtensionNumber);
	} catch {
		// An expression that cannot be resolved fails when the item itself runs; until then it locks nothing.
		return [];
	}
}
