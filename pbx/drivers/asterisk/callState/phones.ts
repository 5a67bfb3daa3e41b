import { pbxText } from '../../../http/pbxText';
import { Failure } from '../../../model/failure';
import { actions } from '../wire/actions';
import type { Ask } from '../wire/client';
import { extensionOf, phone, type DriverConfig } from '../wire/config';
import type { Message } from '../wire/mxml';
import { Refusal } from '../wire/reply';

/** The extension whose phone a device is; undefined for trunks and everything else. */
export type NumberOf = (device: string) => string | undefined;

/** An extension's hint, and the devices in it that are its phones. */
export interface Hint {
	extension: string;
	devices: string[];
	status: string;
	statusText: string;
}

/** Which extension a device is by its name alone. */
export function byName(config: DriverConfig): NumberOf {
	return (device) => extensionOf(config, device);
}

/** Which extension a device is by the hints, and by its name where no hint has it. */
export function byHints(config: DriverConfig, hints: readonly Hint[]): NumberOf {
	const owners = new Map(
		hints.flatMap(({ extension, devices }) => devices.map((device) => [device, extension])),
	);
	return (device) => owners.get(device) ?? extensionOf(config, device);
}

/** Asks for the hints; without them, names have to do. */
export async function askPhones(ask: Ask, config: DriverConfig): Promise<NumberOf> {
	const answer = await ask.raw(actions.extensionStates);
	if (answer instanceof Failure || answer instanceof Refusal) return byName(config);
	return byHints(config, readHints(config, answer.items));
}

/**
 * The refusal of a call to an extension's phone; or that this phone is off while another of the extension is on; or
 * that the phone has another name than the extension's number: so it is where devices and users are apart.
 */
export async function whyNotCalled(
	ask: Ask,
	config: DriverConfig,
	extension: string,
	refusal: Failure,
): Promise<Failure> {
	if (refusal.kind !== 'refused') return refusal;
	const answer = await ask.raw(actions.extensionStates);
	if (answer instanceof Failure || answer instanceof Refusal) return refusal;
	const hints = readHints(config, answer.items);
	const { devices = [] } = hints.find((hint) => hint.extension === extension) ?? {};
	const expected = phone(config, extension);
	if (devices.length === 0) return refusal;
	if (devices.includes(expected)) {
		const others = devices.filter((device) => device !== expected);
		const isOff = others.length > 0 && (await isUnregistered(ask, expected));
		return isOff ? ownPhoneIsOff(extension, expected, others, refusal) : refusal;
	}
	return new Failure(
		'refused',
		`Extension ${extension} has no phone ${expected} on the PBX: its phone is ${pbxText(devices.join(', '))}`,
		`n8n calls the phone that has the number of the extension. Give ${extension} such a phone, or choose another extension.`,
		refusal.pbxCode,
	);
}

/** False too where the module that reports the states of devices is not loaded. */
async function isUnregistered(ask: Ask, device: string): Promise<boolean> {
	const answer = await ask.raw(actions.deviceStates);
	if (answer instanceof Failure || answer instanceof Refusal) return false;
	const { items } = answer;
	// A device that the PBX does not know has no row.
	const isOn = items.some((row) => row.device === device && row.state !== 'UNAVAILABLE');
	return items.length > 0 && !isOn;
}

function ownPhoneIsOff(
	extension: string,
	own: string,
	others: string[],
	{ pbxCode }: Failure,
): Failure {
	return new Failure(
		'refused',
		`The phone ${own} of extension ${extension} is not registered`,
		`n8n calls only the phone that has the number of the extension, not ${pbxText(others.join(', '))}. Connect it, or choose another extension.`,
		pbxCode,
	);
}

/**
 * The hints that stand for an extension. FreePBX and MikoPBX list its further devices beside its own, as in
 * `PJSIP/1001&PJSIP/991001&Custom:DND1001`; where devices and users are apart, only devices of other
 * names. A hint for several extensions, a feature code or another tenant is none of these.
 */
export function readHints(config: DriverConfig, rows: readonly Message[]): Hint[] {
	const all = rows.flatMap(({ exten = '', hint = '', status = '', statustext = '' }): Hint[] => {
		const devices = hint.split(/[&,]/).filter((device) => mayBePhone(config, device));
		if (!/^\d+$/.test(exten) || devices.length === 0) return [];
		return [{ extension: exten, devices, status, statusText: statustext }];
	});
	const isOwn = ({ extension, devices }: Hint) => devices.includes(phone(config, extension));
	const own = all.filter(isOwn);
	const ownPhones = new Set(own.map(({ extension }) => phone(config, extension)));
	const claimed = new Set(ownPhones);
	const hints = own.map((hint) => {
		const mine = phone(config, hint.extension);
		const devices = hint.devices.filter((device) => device === mine || !claimed.has(device));
		for (const device of devices) claimed.add(device);
		return { ...hint, devices };
	});
	// The fewer devices, the more likely they are one extension's and not a group's.
	const others = all.filter((hint) => !isOwn(hint));
	for (const hint of others.sort((a, b) => a.devices.length - b.devices.length)) {
		if (hint.devices.some((device) => claimed.has(device))) continue;
		for (const device of hint.devices) claimed.add(device);
		hints.push(hint);
	}
	return hints;
}

/** Such as `PJSIP/1001`, `PJSIP/201-WS` or, of the tenant, `PJSIP/T2_101_1`. */
function mayBePhone(config: DriverConfig, device: string): boolean {
	const start = phone(config, '');
	return device.startsWith(start) && /^\d+([_-][\w-]+)?$/.test(device.slice(start.length));
}
