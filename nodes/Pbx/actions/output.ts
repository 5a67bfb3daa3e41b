import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';

// What operations give. An item names what the user entered as its parameter is named
// (`extension`, `fromExtension`, `supervisorExtension`, `queue`); `number` stands only inside an
// extension or a waiting caller. What the PBX does not report is absent, never empty or null.

/** A result that comes with a file. */
export class BinaryResult {
	constructor(
		readonly json: IDataObject,
		readonly binary: IBinaryKeyData,
	) {}
}

export type Result = IDataObject | BinaryResult;

/** The fields that have a value; one pass, because lists have thousands of items. */
export function omitUndefined(fields: IDataObject): IDataObject {
	const kept: IDataObject = {};
	for (const name in fields) if (fields[name] !== undefined) kept[name] = fields[name];
	return kept;
}
