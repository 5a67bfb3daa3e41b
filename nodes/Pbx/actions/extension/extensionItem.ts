import type { IDataObject } from 'n8n-workflow';

import type { Extension } from '../../../../pbx/pbx';
import { told } from '../told';

/** An extension as an item; what the PBX does not tell is left out. */
export function extensionItem({ calls, ...rest }: Extension): IDataObject {
	return told({ ...rest, calls: calls?.map((call) => ({ ...call })) });
}
