/** What the PBX says about itself. */
export interface Device {
	name: string;
	serialNumber: string;
	hardwareVersion: string;
	firmwareVersion: string;
	maxExtensions: number;
	/** Milliseconds since 1970. */
	startedAt: number;
}

export const uc501: Omit<Device, 'startedAt'> = {
	name: 'UC501',
	serialNumber: 'a09805021987',
	hardwareVersion: '3.1',
	firmwareVersion: '4.1.1',
	maxExtensions: 300,
};
