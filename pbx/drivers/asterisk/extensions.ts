import { Failure } from '../../failure';
import type { Extension, Extensions } from '../../pbx';
import type { Ask } from './ask';
import { channelsOf, isConversation, showChannels, type Channel } from './channels';
import { currentCall } from './currentCall';
import { knownExtensions, type Known } from './knownExtensions';
import { monitoringOf, spyingOn } from './monitoringLegs';
import { extensionOf, technology, type Settings } from './settings';

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
