import { Failure } from '../../model/failure';
import type { Extension, Extensions } from '../../model/extension';
import type { Ask } from './wire/client';
import { channelsOf, isActive, showChannels, type Channel } from './callState/channels';
import { currentCall } from './callState/currentCall';
import { extensionStates, type KnownState } from './callState/extensionStates';
import { spyChannels, parseChanSpyData } from './callState/spyChannels';
import { extensionOf, technology, type DriverConfig } from './wire/config';

/**
 * States from the hints of the dialplan, calls from the channels. A PBX without hints still tells the
 * states of its devices; names of idle phones it keeps to itself.
 */
export function extensions(ask: Ask, settings: DriverConfig): Extensions {
	const query = async (numbers: string[] = []): Promise<Extension[] | Failure> => {
		const known = await extensionStates(ask, settings, numbers);
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
	settings: DriverConfig,
	number: string,
	known: KnownState | undefined,
	all: Channel[],
): Extension {
	const own = channelsOf(settings, number, all);
	const [leg] = spyChannels(settings, number, all);
	return {
		number,
		name: own.find(({ party }) => party.number === number)?.party.name ?? '',
		state: known?.state ?? 'unknown',
		rawState: known?.pbxState ?? '',
		type: technology,
		calls: own.filter(isActive).map((one) => currentCall(settings, one, all)),
		monitors: leg && extensionOf(settings, parseChanSpyData(leg).device),
	};
}
