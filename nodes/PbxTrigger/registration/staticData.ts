import type { IDataObject } from 'n8n-workflow';

/** What n8n keeps with the workflow, for every process and past a restart. */
export interface TriggerStaticData {
	/** The last part of the report address, 256 random bits. */
	key?: string;
	/** The PBX whose reports came first. */
	serialNumber?: string;
	/** The zone in which the PBX writes its times, as it was at activation. */
	timeZone?: string;
	/** When the PBX accepted the address, ms since 1970. */
	registeredAtMs?: number;
}

export function readStaticData(data: IDataObject): TriggerStaticData {
	const { registeredAtMs } = data;
	return {
		key: textOf(data.reportKey),
		serialNumber: textOf(data.pbxSerialNumber),
		timeZone: textOf(data.timeZone),
		registeredAtMs: typeof registeredAtMs === 'number' ? registeredAtMs : undefined,
	};
}

/** What is absent stays. */
export function writeStaticData(data: IDataObject, change: TriggerStaticData): void {
	if (change.key !== undefined) data.reportKey = change.key;
	if (change.serialNumber !== undefined) data.pbxSerialNumber = change.serialNumber;
	if (change.timeZone !== undefined) data.timeZone = change.timeZone;
	if (change.registeredAtMs !== undefined) data.registeredAtMs = change.registeredAtMs;
}

export function clearStaticData(data: IDataObject): void {
	for (const name of ['reportKey', 'pbxSerialNumber', 'timeZone', 'registeredAtMs']) {
		delete data[name];
	}
}

function textOf(value: unknown): string | undefined {
	return typeof value === 'string' && value !== '' ? value : undefined;
}
