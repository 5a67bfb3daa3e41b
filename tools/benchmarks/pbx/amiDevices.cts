import { deviceOf, trunkDevice, type AmiCall } from './amiChannels.cts';
import type { AmiFields } from './amiReply.cts';

export interface AmiOffice {
	calls: readonly AmiCall[];
	/** Numbers of extensions that are in no call. */
	idle: readonly string[];
}

/** Every device with its state. */
export type AmiDevices = ReadonlyMap<string, 'INUSE' | 'NOT_INUSE'>;

export function devicesOf({ calls, idle }: AmiOffice): AmiDevices {
	const busy = calls.flatMap(({ caller, agent }) => [
		deviceOf(agent),
		caller.isExtension ? deviceOf(caller.number) : trunkDevice,
	]);
	return new Map([
		...idle.map((number) => [deviceOf(number), 'NOT_INUSE'] as const),
		...busy.map((device) => [device, 'INUSE'] as const),
	]);
}

export function deviceRows(devices: AmiDevices): AmiFields[] {
	return [...devices].map(([Device, State]) => ({ Event: 'DeviceStateChange', Device, State }));
}

/** A hint for each extension. */
export function hintRows(devices: AmiDevices): AmiFields[] {
	const phones = [...devices].filter(([device]) => device !== trunkDevice);
	return phones.map(([Hint, state]) => ({
		Event: 'ExtensionStatus',
		Exten: Hint.slice(deviceOf('').length),
		Context: 'from-internal',
		Hint,
		...(state === 'INUSE'
			? { Status: '1', StatusText: 'InUse' }
			: { Status: '0', StatusText: 'Idle' }),
	}));
}
