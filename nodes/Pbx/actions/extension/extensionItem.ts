import type { IDataObject } from 'n8n-workflow';

import type { Extension } from '../../../../pbx/pbx';

/** An extension as an item; what the PBX does not tell is left out. */
export function extensionItem(extension: Extension): IDataObject {
	const { calls, ...rest } = extension;
	const told = Object.entries({ ...rest, calls: calls?.map((call) => ({ ...call })) });
	return Object.fromEntries(told.filter(([, value]) => value !== undefined));
}
