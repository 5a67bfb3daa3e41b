import type { IDataObject } from 'n8n-workflow';

/** An item without the fields that the PBX does not tell. */
export function omitUndefined(fields: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
