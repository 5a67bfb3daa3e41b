import type { IDataObject } from 'n8n-workflow';
import type { Extension } from '../../../../pbx/model/extension';
import { omitUndefined } from '../omitUndefined';

/** An extension as an item; what the PBX does not tell is left out. */
export function extensionItem({ calls, ...rest }: Extension): IDataObject {
	return omitUndefined({ ...rest, calls: calls?.map((call) => ({ ...call })) });
}
