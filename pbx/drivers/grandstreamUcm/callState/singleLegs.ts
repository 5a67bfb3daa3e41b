import { text, type Tree } from '../../../http/tree';
import { Failure } from '../../../model/failure';
import { actions } from '../wire/actions';
import type { Ask } from '../wire/client';
import { readPages } from '../wire/pages';
import { channelName, localNumber, phoneNumber } from './channels';

export interface Party {
	name: string;
	number: string;
}

/** A channel that is connected to no other one: it rings, dials, waits in a queue, or monitors. */
export interface Leg {
	channel: string;
	/** The PBX's word in lower case: `ring` dials, `ringing` rings, `up` was answered. */
	state: string;
	/** What the channel is in, such as `normal` or `queue`, in lower case. */
	service: string;
	own: Party;
	connected: Party;
	id: string;
	/** The id of the first channel of its call. */
	callId: string;
	inboundTrunk: string;
	outboundTrunk: string;
}

export async function singleLegs(ask: Ask): Promise<Leg[] | Failure> {
	const rows = await readPages(ask, { action: actions.unbridgedChannels, rows: 'channel' });
	return rows instanceof Failure ? rows : rows.map(leg);
}

function leg(row: Tree): Leg {
	const id = text(row, 'uniqueid');
	return {
		channel: text(row, 'channel'),
		state: text(row, 'state').trim().toLowerCase(),
		service: text(row, 'service').trim().toLowerCase(),
		own: { name: text(row, 'callername'), number: text(row, 'callernum') },
		connected: { name: text(row, 'connectedname'), number: text(row, 'connectednum') },
		id,
		callId: text(row, 'linkedid') || id,
		inboundTrunk: text(row, 'inbound_trunk_name'),
		outboundTrunk: text(row, 'outbound_trunk_name'),
	};
}

/** Whose phone a leg is; that of an analogue port by the number shown, unless it is a trunk's. */
export function extensionOf(leg: Leg): string | undefined {
	const analogue = channelName(leg.channel)?.technology === 'DAHDI';
	if (!analogue) return phoneNumber(leg.channel);
	const isTrunk = leg.inboundTrunk !== '' || leg.outboundTrunk !== '';
	return !isTrunk && /^\d+$/.test(leg.own.number) ? leg.own.number : undefined;
}

/** Whom a leg calls or belongs to: of a phone its extension, of an inner leg the number that it calls. */
export function numberOf(leg: Leg): string | undefined {
	return extensionOf(leg) ?? localNumber(leg.channel);
}
