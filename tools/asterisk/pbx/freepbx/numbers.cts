import { extensionOf, type PhoneName } from '../../phones.cts';

/** A user of FreePBX: the extension, and the devices that are its phones. */
export interface User {
	extension: string;
	devices: readonly string[];
}

/** The extensions that have several devices, or devices of other names. */
export const severalPhones = {
	/** FreePBX: its desk phone, and the one in the browser, whose number begins with 99. */
	freePbx: { extension: '1022', devices: ['1022', '991022'] },
	/** Two phones that have registered as the same device. */
	oneDevice: { extension: '1032', devices: ['1032'] },
	/** MikoPBX: the phone in the browser has a suffix. */
	mikoPbx: { extension: '1005', devices: ['1005', '1005-WS'] },
	/** FreePBX in device and user mode: the user has logged in to a device. */
	deviceAndUser: { extension: '1006', devices: ['7006'] },
} satisfies Record<string, User>;

/** The supervisor of the device and user mode. */
export const supervisorOnDevice: User = { extension: '1007', devices: ['7007'] };

/** A further extension of phone B, whose calls go on to the mobile of the customer. */
export const followMe: User = { extension: '1012', devices: ['1012'] };

export const users: readonly User[] = [
	...Object.values(extensionOf).map((extension) => ({ extension, devices: [extension] })),
	...Object.values(severalPhones),
	supervisorOnDevice,
	followMe,
];

/** Which phone of the bench is which further device. */
export const furtherDevices: Readonly<Partial<Record<PhoneName, readonly string[]>>> = {
	A: ['7007'],
	B: ['1012', '1022', '1032'],
	D: ['991022', '1032', '1005-WS', '7006'],
};

export const ringGroup = '620';
/** Its members are called through channels that make sure who answered first. */
export const confirmingRingGroup = '621';

export const parkingLot = '70';
export const firstSlot = '71';

export const meetingRoom = '8001';

/** The number by which the customer calls an extension, a queue or a group. */
export function didOf(number: string): string {
	return `030${number}`;
}

/** What an agent dials before a number outside, and what FreePBX dials before it at the trunk. */
export const prefixes = { dialled: '9', trunk: '010' } as const;

/** What the customer sees as the caller. */
export const companyNumber = '030100';
