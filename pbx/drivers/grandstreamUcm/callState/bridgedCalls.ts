import { text, type Tree } from '../../../http/tree';
import type { CurrentCall } from '../../../model/currentCall';
import { Failure } from '../../../model/failure';
import { actions } from '../wire/actions';
import type { Ask } from '../wire/client';
import { readPages } from '../wire/pages';
import { channelName, olderFirst, phoneNumber } from './channels';

/** One of the two ends of a call. */
export interface Side {
	channel: string;
	/** As the PBX shows it: an extension, or a number outside. */
	number: string;
	name: string;
	id: string;
	/** Whose phone it is; absent for a trunk. */
	extension?: string;
}

/** Two channels that are connected: a call that was answered. */
export interface BridgedCall {
	/** The id of the caller's channel, which the call record has too. */
	id: string;
	caller: Side;
	callee: Side;
	direction: CurrentCall['direction'];
	trunk?: string;
	/** When it was answered, ms since 1970. */
	answeredAtMs?: number;
}

export async function bridgedCalls(ask: Ask): Promise<BridgedCall[] | Failure> {
	const rows = await readPages(ask, { action: actions.bridgedChannels, rows: 'channel' });
	return rows instanceof Failure ? rows : rows.map(bridgedCall);
}

function bridgedCall(row: Tree): BridgedCall {
	const inbound = text(row, 'inbound_trunk_name');
	const outbound = text(row, 'outbound_trunk_name');
	const direction = inbound !== '' ? 'inbound' : outbound !== '' ? 'outbound' : 'internal';
	const [from, to] = callerFirst(sideOf(row, '1'), sideOf(row, '2'), direction);
	const seconds = text(row, 'bridge_timestamp');
	return {
		id: from.id || text(row, 'bridge_id'),
		caller: withExtension(from, inbound !== ''),
		callee: withExtension(to, outbound !== ''),
		direction,
		trunk: inbound || outbound || undefined,
		answeredAtMs: /^\d{9,11}$/.test(seconds) ? Number(seconds) * 1000 : undefined,
	};
}

/**
 * It is not certain that the caller is always on the first side. Of a call over a trunk, the end that is
 * no phone shows it; between two phones, the caller's channel was made first.
 */
function callerFirst(one: Side, two: Side, direction: BridgedCall['direction']): [Side, Side] {
	const phones = [one, two].filter(({ channel }) => phoneNumber(channel) !== undefined);
	const [phone] = phones;
	if (direction !== 'internal' && phone !== undefined && phones.length === 1) {
		const trunk = phone === one ? two : one;
		return direction === 'inbound' ? [trunk, phone] : [phone, trunk];
	}
	return olderFirst(one.id, two.id) <= 0 ? [one, two] : [two, one];
}

function sideOf(row: Tree, side: string): Side {
	return {
		channel: text(row, `channel${side}`),
		number: text(row, `callerid${side}`),
		name: text(row, `name${side}`),
		id: text(row, `uniqueid${side}`),
	};
}

/**
 * The name of a phone's channel has its extension, which a trunk's never has. That of an analogue port
 * has not: there the number shown counts, but not at the end where the trunk is.
 */
function withExtension(side: Side, isTrunk: boolean): Side {
	const analogue = channelName(side.channel)?.technology === 'DAHDI';
	if (analogue) {
		const known = !isTrunk && /^\d+$/.test(side.number);
		return { ...side, extension: known ? side.number : undefined };
	}
	return { ...side, extension: phoneNumber(side.channel) };
}

/** The end at which the extension is, and the other one. */
export interface Seat {
	call: BridgedCall;
	own: Side;
	other: Side;
}

/** The calls that the extension is in, the latest first. */
export function seatsOf(extension: string, calls: readonly BridgedCall[]): Seat[] {
	return calls
		.flatMap((call): Seat[] => {
			const { caller, callee } = call;
			if (caller.extension === extension) return [{ call, own: caller, other: callee }];
			return callee.extension === extension ? [{ call, own: callee, other: caller }] : [];
		})
		.sort(({ call: one }, { call: other }) => (other.answeredAtMs ?? 0) - (one.answeredAtMs ?? 0));
}

export function currentCall({ call, other }: Seat): CurrentCall {
	const { direction, id, trunk } = call;
	const otherParty = other.extension ?? (other.number || undefined);
	return { direction, otherParty, id: id || undefined, trunk };
}
