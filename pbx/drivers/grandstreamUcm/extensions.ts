import { Failure } from '../../model/failure';
import type { Extension, Extensions, ExtensionSummary } from '../../model/extension';
import { bridgedCalls, currentCall, seatsOf, type BridgedCall } from './callState/bridgedCalls';
import { listExtensions } from './callState/extensionStates';
import { isAnswered, monitoredBy, monitoringLegsOf } from './callState/monitoringLegs';
import { singleLegs, type Leg } from './callState/singleLegs';
import type { Ask } from './wire/client';

/** States from the list of accounts, calls and monitoring from the two lists of channels. */
export function extensions(ask: Ask): Extensions {
	return {
		list: async () => await listExtensions(ask),

		async query(numbers = []) {
			const all = await listExtensions(ask);
			if (all instanceof Failure) return all;
			const rows = all.filter(({ number }) => numbers.length === 0 || numbers.includes(number));
			// Phones that are at rest are in no list of channels.
			if (!rows.some(mayBeInCall)) return rows.map((row) => ({ ...row, calls: [] }));
			const calls = await bridgedCalls(ask);
			if (calls instanceof Failure) return calls;
			const legs = await singleLegs(ask);
			if (legs instanceof Failure) return legs;
			return rows.map((row) => extension(row, calls, legs));
		},
	};
}

function mayBeInCall({ state }: ExtensionSummary): boolean {
	return state !== 'idle' && state !== 'unavailable' && state !== 'ringing';
}

function extension(row: ExtensionSummary, calls: BridgedCall[], legs: Leg[]): Extension {
	const [monitoring] = monitoringLegsOf(row.number, legs).filter(isAnswered);
	return {
		...row,
		calls: seatsOf(row.number, calls).map(currentCall),
		monitors: monitoring && monitoredBy(monitoring, calls),
	};
}
