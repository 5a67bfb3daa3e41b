import type { IDataObject } from 'n8n-workflow';

/** What n8n keeps with the workflow, for every process and past a restart. */
export interface TriggerStaticData {
	/** The last part of the report address, 256 random bits. */
	key?: string;
	/** The PBX whose reports came first. */
	serialNumber?: string;
}

export function readStaticData(data: IDataObject): TriggerStaticData {
	return {
		key: textOf(data.reportKey),
		serialNumber: textOf(data.pbxSerialNumber),
	};
}

export function writeStaticData(data: IDataObject, change: TriggerStaticData): void {
	if (change.key !== undefined) data.reportKey = change.key;
	if (change.serialNumber !== undefined) data.pbxSerialNumber = change.serialNumber;
}

export function clearStaticData(data: IDataObject): void {
	delete data.reportKey;
	delete data.pbxSerialNumber;
}

function textOf(value: unknown): string | undefined {
	return typeof value === 'string' && value !== '' ? value : undefined;
}
