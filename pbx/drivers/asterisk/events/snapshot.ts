import { Failure } from '../../../model/failure';
import { clockOf } from '../callState/clock';
import { extensionStates } from '../callState/extensionStates';
import { byName } from '../callState/phones';
import { actions } from '../wire/actions';
import type { Ask } from '../wire/client';
import type { DriverConfig } from '../wire/config';
import type { Snapshot } from './eventReader';

/** What the PBX shows now. */
export async function takeSnapshot(ask: Ask, config: DriverConfig): Promise<Snapshot | Failure> {
	const known = await extensionStates(ask, config, []);
	// A plain Asterisk need not have hints.
	if (known instanceof Failure && known.kind !== 'unsupported') return known;
	const offset = await clockOffset(ask);
	if (offset instanceof Failure) return offset;
	const channels = await ask(actions.showChannels);
	if (channels instanceof Failure) return channels;
	const { states, numberOf } =
		known instanceof Failure ? { states: new Map(), numberOf: byName(config) } : known;
	return { channels: channels.items, states, numberOf, offset };
}

/** What the PBX's clock is ahead of UTC; UTC where it does not say. */
export async function clockOffset(ask: Ask): Promise<string | Failure> {
	const offset = await clockOf(ask, '', '%z');
	return offset instanceof Failure || offset !== '' ? offset : '+00:00';
}

/** When the PBX was started, in its own words. */
export async function startOf(ask: Ask): Promise<string | Failure> {
	const status = await ask(actions.coreStatus);
	if (status instanceof Failure) return status;
	const { corestartupdate = '', corestartuptime = '' } = status.fields;
	return `${corestartupdate} ${corestartuptime}`;
}
