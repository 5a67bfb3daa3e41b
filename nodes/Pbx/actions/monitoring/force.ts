import type { INodeProperties } from 'n8n-workflow';

import type { Reach } from '../../../../pbx/supervision/stopMonitoring';
import type { Item } from '../item';

export const force: INodeProperties = {
	displayName: 'Force',
	name: 'force',
	type: 'boolean',
	default: false,
	description:
		'Whether to hang up the supervisor even where the PBX shows that it talks to somebody else',
};

/** Which calls of the supervisor may be hung up. */
export function reach(item: Item): Reach {
	return item.options.force === true ? 'anyCall' : 'onlyMonitoring';
}
