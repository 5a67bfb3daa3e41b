import { Failure } from '../../model/failure';
import type { Extension, Extensions } from '../../model/extension';
import type { Ask } from './wire/client';
import {
	channelsOf,
	currentCall,
	isTalking,
	showChannels,
	type Channel,
} from './callState/channels';
import { extensionStates, type KnownState } from './callState/extensionStates';
import type { NumberOf } from './callState/phones';
import { monitoredBy, spyChannels } from './callState/spyChannels';
import { technology, type DriverConfig } from './wire/config';

/**
 * States from the hints of the dialplan, calls from the channels. A PBX without hints still reports the
 * states of its devices; it does not report the names of idle phones.
 */
export function extensions(ask: Ask, config: DriverConfig): Extensions {
	const query = async (numbers: string[] = []): Promise<Extension[] | Failure> => {
		const known = await extensionStates(ask, config, numbers);
		if (known instanceof Failure) return known;
		const { states, numberOf } = known;
		const all = await showChannels(ask);
		if (all instanceof Failure) return all;
		return [...states.keys()]
			.filter((number) => numbers.length === 0 || numbers.includes(number))
			.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
			.map((number) => extension(numberOf, number, states.get(number), all));
	};

	// A row of the list costs no more than the full picture.
	return { query, list: query };
}

function extension(
	numberOf: NumberOf,
	number: string,
	known: KnownState | undefined,
	all: Channel[],
): Extension {
	const own = channelsOf(numberOf, number, all);
	const [spyChannel] = spyChannels(numberOf, number, all);
	return {
		number,
		name: own.find(({ party }) => party.number === number)?.party.name ?? '',
		state: known?.state ?? 'unknown',
		rawState: known?.rawState ?? '',
		type: technology,
		calls: own.filter((one) => isTalking(one, all)).map((one) => currentCall(numberOf, one, all)),
		monitors: spyChannel && monitoredBy(numberOf, spyChannel),
	};
}
