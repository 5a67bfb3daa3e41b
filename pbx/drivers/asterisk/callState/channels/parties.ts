import type { CurrentCall } from '../../../../model/currentCall';
import type { NumberOf } from '../phones';
import { isActive, isEndpoint, trunkName, type Channel } from './channels';

/** After a transfer the channel that began the call is gone, and the oldest takes its place. */
export function callerFirst(a: Channel, b: Channel): number {
	const began = ({ id, callId }: Channel) => Number(id === callId);
	// Ids end in the second of the start and a number that grows: `1795457494.17`.
	return began(b) - began(a) || a.id.localeCompare(b.id, 'en', { numeric: true });
}

/** The call that a channel is in, as its extension sees it. */
export function currentCall(numberOf: NumberOf, own: Channel, all: Channel[]): CurrentCall {
	const partner = partnerOf(own, all);
	const extension = partner && numberOf(partner.device);
	const otherParty = extension ?? (own.otherParty.number || partner?.party.number || undefined);
	const call = { otherParty, id: own.callId || undefined };
	if (partner === undefined || extension !== undefined) return { direction: 'internal', ...call };
	const trunk = trunkName(partner);
	return { direction: hasCalled(own, partner) ? 'outbound' : 'inbound', ...call, trunk };
}

/** In a conference each party has called by itself, and there the direction is that of the partner. */
function hasCalled(own: Channel, partner: Channel): boolean {
	if (own.callId === partner.callId) return own.id === own.callId;
	return partner.id !== partner.callId;
}

/**
 * The parties that an extension talks to. Calls that are parked share a bridge, and conferences do too,
 * but each is a call of its own.
 */
export function otherParties(own: Channel, all: Channel[]): Channel[] {
	const others = all.filter(
		(one) => one.name !== own.name && one.callId === own.callId && isEndpoint(one) && isActive(one),
	);
	const joined = others.filter(({ bridge }) => bridge === own.bridge);
	return joined.length > 0 ? joined : others;
}

/** The channel at the other end; queues, ring groups and transfers put channels of their own between the two. */
export function partnerOf(own: Channel, all: Channel[]): Channel | undefined {
	const others = all.filter((one) => one.name !== own.name);
	const bridges = own.bridge === '' ? [] : [own.bridge];
	// Grows while it is gone through.
	for (const bridge of bridges) {
		const together = others.filter((one) => one.bridge === bridge);
		const end = together.find(isEndpoint);
		if (end) return end;
		const halves = together.map(({ name }) => otherHalf(name));
		const next = others.filter(({ name }) => halves.includes(name)).map((half) => half.bridge);
		bridges.push(...next.filter((one) => one !== '' && !bridges.includes(one)));
	}
	return others.find((one) => one.callId === own.callId && isActive(one) && isEndpoint(one));
}

/** `Local/1003@from-internal-00000000;2` of `Local/1003@from-internal-00000000;1`, and the other way round. */
function otherHalf(name: string): string {
	return name.replace(/;[12]$/, (half) => (half === ';1' ? ';2' : ';1'));
}

/** Whether it is in a conversation, as opposed to waiting alone in a conference or being parked. */
export function isTalking(one: Channel, all: Channel[]): boolean {
	return (
		isActive(one) &&
		all.some(
			(other) =>
				other.name !== one.name &&
				other.bridge === one.bridge &&
				(isEndpoint(other) || other.device.startsWith('Local/')),
		)
	);
}
