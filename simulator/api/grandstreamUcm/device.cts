/** What the PBX says about itself. */
export interface Device {
	model: string;
	partNumber: string;
	serialNumber: string;
	mac: string;
	firmwareVersion: string;
	/** Minutes that its clock is ahead of UTC. */
	utcOffsetMinutes: number;
	/** Milliseconds since 1970. */
	startedAt: number;
}

export const ucm6302: Omit<Device, 'startedAt'> = {
	model: 'UCM6302',
	partNumber: '9640004011A',
	serialNumber: '20EZ1A2B3C4D5E6F',
	mac: 'C0:74:AD:00:00:01',
	firmwareVersion: '1.0.27.15',
	utcOffsetMinutes: 0,
};

/** `2025-05-15 16:37:33`, as the PBX's clock shows it. */
export function localTime(at: number, { utcOffsetMinutes }: Pick<Device, 'utcOffsetMinutes'>) {
	const shifted = new Date(at + utcOffsetMinutes * 60_000);
	return shifted.toISOString().slice(0, 19).replace('T', ' ');
}
