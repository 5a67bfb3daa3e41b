import type { INodeProperties } from 'n8n-workflow';

import type { Item } from '../item';

export const force: INodeProperties = {
	displayName: 'Force',
	name: 'force',
	type: 'boolean',
	default: false,
	description:
		'Whether to hang up the supervisor even where the PBX shows that it talks to somebody else',
};

/** Whether to hang up the supervisor whatever call it is in. */
export function isForced(item: Item): boolean {
	return item.options.force === true;
}
