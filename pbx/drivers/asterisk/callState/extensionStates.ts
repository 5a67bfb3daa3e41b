import { Failure } from '../../../model/failure';
import type { ExtensionState } from '../../../model/extension';
import { actions } from '../wire/actions';
import type { Ask } from '../wire/client';
import { Refusal } from '../wire/reply';
import { extensionOf, type DriverConfig } from '../wire/config';
import { byHints, readHints, type NumberOf } from './phones';

export interface KnownState {
	state: ExtensionState;
	/** The PBX's own word. */
	rawState: string;
}

/** By number, because the words differ between hints and devices. */
const hintStates: ReadonlyMap<string, ExtensionState> = new Map([
	['0', 'idle'],
	['1', 'inCall'],
	['2', 'inCall'],
	['4', 'unavailable'],
	['8', 'ringing'],
	['9', 'inCall'],
	['16', 'onHold'],
	['17', 'inCall'],
]);

/** The state that the number of a hint stands for. */
export function hintState(status: string): ExtensionState {
	return hintStates.get(status) ?? 'unknown';
}

const stateOfDevice: ReadonlyMap<string, ExtensionState> = new Map([
	['NOT_INUSE', 'idle'],
	['INUSE', 'inCall'],
	['BUSY', 'inCall'],
	['UNAVAILABLE', 'unavailable'],
	['INVALID', 'unavailable'],
	['RINGING', 'ringing'],
	['RINGINUSE', 'inCall'],
	['ONHOLD', 'onHold'],
]);

/** The extensions of the PBX. */
export interface KnownExtensions {
	states: Map<string, KnownState>;
	numberOf: NumberOf;
}

/**
 * The extensions of the PBX with their states: all that it reports, and of `numbers` also those that
 * only a device shows.
 */
export async function extensionStates(
	ask: Ask,
	config: DriverConfig,
	numbers: string[],
): Promise<KnownExtensions | Failure> {
	const answer = await ask(actions.extensionStates);
	if (answer instanceof Failure) return answer;
	const found = readHints(config, answer.items);
	const numberOf = byHints(config, found);
	const hints = new Map(
		found.map(({ extension, status, statusText }): [string, KnownState] => [
			extension,
			{ state: hintState(status), rawState: statusText },
		]),
	);
	if (hints.size > 0 && numbers.every((number) => hints.has(number))) {
		return { states: hints, numberOf };
	}
	const devices = await withDevice(ask, config);
	if (devices instanceof Failure) return devices;
	// A trunk may have digits for a name: with hints, only numbers that were asked for are looked up.
	const wanted = [...devices].filter(([number]) => hints.size === 0 || numbers.includes(number));
	const states = new Map([...wanted, ...hints]);
	return hints.size + devices.size > 0 ? { states, numberOf } : nothingKnown();
}

async function withDevice(
	ask: Ask,
	config: DriverConfig,
): Promise<Map<string, KnownState> | Failure> {
	const devices = await deviceStates(ask);
	if (devices instanceof Failure) return devices;
	return new Map(
		[...devices].flatMap(([device, known]) => {
			const number = extensionOf(config, device);
			return number === undefined ? [] : [[number, known] as const];
		}),
	);
}

/** The states of all devices by their names; none where the module that reports them is not loaded. */
async function deviceStates(ask: Ask): Promise<Map<string, KnownState> | Failure> {
	const answer = await ask.raw(actions.deviceStates);
	if (answer instanceof Failure) return answer;
	if (answer instanceof Refusal) return new Map();
	return new Map(
		answer.items.map(({ device = '', state = '' }) => [
			device,
			{ state: stateOfDevice.get(state) ?? 'unknown', rawState: state },
		]),
	);
}

function nothingKnown(): Failure {
	return new Failure(
		'unsupported',
		'The PBX reports no extension states',
		'On a plain Asterisk, give the extensions hints in the dialplan. Extensions of the old chan_sip are not supported.',
		undefined,
		'tenantPrefix',
	);
}
