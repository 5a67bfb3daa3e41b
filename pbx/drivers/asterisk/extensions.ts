import { Failure } from '../../model/failure';
import type { Extension, Extensions, ExtensionSummary } from '../../model/extension';
import type { Ask } from './wire/client';
import { channelsByNumber, showChannels, type Channel } from './callState/channels/channels';
import { currentCall, isTalking } from './callState/channels/parties';
import { extensionStates, type KnownState } from './callState/extensionStates';
import type { NumberOf } from './callState/phones';
import { isSpying, monitoredBy } from './callState/channels/spyChannels';
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
		const own = channelsByNumber(numberOf, all);
		const wanted = new Set(numbers);
		return [...states.keys()]
			.filter((number) => wanted.size === 0 || wanted.has(number))
			.sort(byNumber.compare)
			.map((number) => extension(numberOf, number, states.get(number), own.get(number) ?? [], all));
	};

	/** Without the channels, in which the names of callers are: those who wait for a call ask again and again. */
	const list = async (): Promise<ExtensionSummary[] | Failure> => {
		const known = await extensionStates(ask, config, []);
		if (known instanceof Failure) return known;
		return [...known.states]
			.sort(([a], [b]) => byNumber.compare(a, b))
			.map(([number, shown]) => ({ number, name: '', ...shown, type: technology }));
	};

	return { query, list };
}

const byNumber = new Intl.Collator('en', { numeric: true });

function extension(
	numberOf: NumberOf,
	number: string,
	known: KnownState | undefined,
	own: readonly Channel[],
	all: Channel[],
): Extension {
	const spyChannel = own.find(isSpying);
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
