import { Failure } from '../../failure';
import type { Extension, Extensions, ExtensionState } from '../../pbx';
import { actions } from './actions';
import type { Ask } from './ask';
import { channelsOf, isConversation, showChannels, type Channel } from './channels';
import { currentCall } from './currentCall';
import { monitoringOf, spyingOn } from './monitoringLegs';
import { explain } from './refusals';
import { Refusal } from './reply';
import { extensionOf, phone, technology, type Settings } from './settings';

interface Known {
	state: ExtensionState;
	/** The PBX's own word. */
	word: string;
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

const deviceStates: Readonly<Record<string, ExtensionState>> = {
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
 * States from the hints of the dialplan, calls from the channels. A PBX without hints still tells the
 * states of its devices; names of idle phones it keeps to itself.
 */
export function extensions(ask: Ask, settings: Settings): Extensions {
	const query = async (numbers: string[] = []): Promise<Extension[] | Failure> => {
		const known = await knownExtensions(ask, settings, numbers);
		if (known instanceof Failure) return known;
		const all = await showChannels(ask);
		if (all instanceof Failure) return all;
		return [...known.keys()]
			.filter((number) => numbers.length === 0 || numbers.includes(number))
			.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
			.map((number) => extension(settings, number, known.get(number), all));
	};

	// A row of the list costs no more than the full picture.
	return { query, list: query };
}

async function knownExtensions(
	ask: Ask,
	settings: Settings,
	numbers: string[],
): Promise<Map<string, Known> | Failure> {
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
async function hinted(ask: Ask, settings: Settings): Promise<Map<string, Known> | Failure> {
	const answer = await ask(actions.extensionStates);
	if (answer instanceof Failure) return answer;
	if (answer instanceof Refusal) return explain(answer.message, actions.extensionStates);
	const own = answer.items.filter(({ exten = '', hint = '' }) =>
		hint.split(/[&,]/).includes(phone(settings, exten)),
	);
	return new Map(
		own.map(({ exten = '', status = '', statustext = '' }) => [
			exten,
			{ state: hintStates[status] ?? 'unknown', word: statustext },
		]),
	);
}

async function withDevice(ask: Ask, settings: Settings): Promise<Map<string, Known> | Failure> {
	const answer = await ask(actions.deviceStates);
	if (answer instanceof Failure) return answer;
	// The module that answers this is not loaded on every PBX.
	if (answer instanceof Refusal) return new Map();
	return new Map(
		answer.items.flatMap(({ device = '', state = '' }) => {
			const number = extensionOf(settings, device);
			return number === undefined
				? []
				: [[number, { state: deviceStates[state] ?? 'unknown', word: state }] as const];
		}),
	);
}

function extension(
	settings: Settings,
	number: string,
	known: Known | undefined,
	all: Channel[],
): Extension {
	const own = channelsOf(settings, number, all);
	const [leg] = monitoringOf(settings, number, all);
	return {
		number,
		name: own.find(({ party }) => party.number === number)?.party.name ?? '',
		state: known?.state ?? 'unknown',
		stateOnPbx: known?.word ?? '',
		type: technology,
		calls: own.filter(isConversation).map((one) => currentCall(settings, one, all)),
		monitors: leg && extensionOf(settings, spyingOn(leg).device),
	};
}

function nothingKnown(): Failure {
	return new Failure(
		'notOffered',
		'The PBX tells the state of no extension',
		"Check the 'Tenant Prefix' in the credential; extensions of the old chan_sip are not supported. On a plain Asterisk, give the extensions hints in the dialplan.",
	);
}
