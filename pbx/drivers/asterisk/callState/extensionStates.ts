import { Failure } from '../../../model/failure';
import type { ExtensionState } from '../../../model/extension';
import { actions } from '../wire/actions';
import type { Ask } from '../wire/client';
import { explain } from '../wire/errors';
import { Refusal } from '../wire/reply';
import { extensionOf, phone, type DriverConfig } from '../wire/config';

export interface KnownState {
	state: ExtensionState;
	/** The PBX's own word. */
	pbxState: string;
}

/** By number, because the words differ between hints and devices. */
const hintStates: Readonly<Record<string, ExtensionState>> = {
	'0': 'idle',
	'1': 'inCall',
	'2': 'inCall',
	'4': 'unavailable',
	'8': 'ringing',
	'9': 'inCall',
	'16': 'onHold',
	'17': 'inCall',
};

const stateOfDevice: Readonly<Record<string, ExtensionState>> = {
	NOT_INUSE: 'idle',
	INUSE: 'inCall',
	BUSY: 'inCall',
	UNAVAILABLE: 'unavailable',
	INVALID: 'unavailable',
	RINGING: 'ringing',
	RINGINUSE: 'inCall',
	ONHOLD: 'onHold',
};

/**
 * The extensions of the PBX with their states: all that it tells of, and of `numbers` also those that
 * only a device shows.
 */
export async function extensionStates(
	ask: Ask,
	settings: DriverConfig,
	numbers: string[],
): Promise<Map<string, KnownState> | Failure> {
	const hints = await hinted(ask, settings);
	if (hints instanceof Failure) return hints;
	if (hints.size > 0 && numbers.every((number) => hints.has(number))) return hints;
	const devices = await withDevice(ask, settings);
	if (devices instanceof Failure) return devices;
	// A trunk may have digits for a name: with hints, only numbers that were asked for are looked up.
	const wanted = [...devices].filter(([number]) => hints.size === 0 || numbers.includes(number));
	const known = new Map([...wanted, ...hints]);
	return hints.size + devices.size > 0 ? known : nothingKnown();
}

/** Extensions that have a hint for their own phone; other hints belong to feature codes and tenants. */
async function hinted(
	ask: Ask,
	settings: DriverConfig,
): Promise<Map<string, KnownState> | Failure> {
	const answer = await ask(actions.extensionStates);
	if (answer instanceof Failure) return answer;
	if (answer instanceof Refusal) return explain(answer.message, actions.extensionStates);
	const own = answer.items.filter(({ exten = '', hint = '' }) =>
		hint.split(/[&,]/).includes(phone(settings, exten)),
	);
	return new Map(
		own.map(({ exten = '', status = '', statustext = '' }) => [
			exten,
			{ state: hintStates[status] ?? 'unknown', pbxState: statustext },
		]),
	);
}

async function withDevice(
	ask: Ask,
	settings: DriverConfig,
): Promise<Map<string, KnownState> | Failure> {
	const devices = await deviceStates(ask);
	if (devices instanceof Failure) return devices;
	return new Map(
		[...devices].flatMap(([device, known]) => {
			const number = extensionOf(settings, device);
			return number === undefined ? [] : [[number, known] as const];
		}),
	);
}

/** The states of all devices by their names; none where the module that tells them is not loaded. */
export async function deviceStates(ask: Ask): Promise<Map<string, KnownState> | Failure> {
	const answer = await ask(actions.deviceStates);
	if (answer instanceof Failure) return answer;
	if (answer instanceof Refusal) return new Map();
	return new Map(
		answer.items.map(({ device = '', state = '' }) => [
			device,
			{ state: stateOfDevice[state] ?? 'unknown', pbxState: state },
		]),
	);
}

function nothingKnown(): Failure {
	return new Failure(
		'unsupported',
		'The PBX tells the state of no extension',
		"Check the 'Tenant Prefix' in the credential; extensions of the old chan_sip are not supported. On a plain Asterisk, give the extensions hints in the dialplan.",
	);
}
