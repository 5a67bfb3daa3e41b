/** What the PBX says about itself. */
export interface Device {
	name: string;
	model: string;
	serialNumber: string;
	firmwareVersion: string;
	/** Milliseconds since 1970. */
	startedAt: number;
}

export const softwareEdition: Omit<Device, 'startedAt'> = {
	name: 'PBX',
	model: 'P-Series Software Edition',
	serialNumber: '3631A2124XXX',
	firmwareVersion: '83.20.0.21',
};

/** `2025/08/22 16:44:40`: the display format; the PBX's clock shows UTC. */
export function displayTime(milliseconds: number): string {
	return new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ').replaceAll('-', '/');
}
