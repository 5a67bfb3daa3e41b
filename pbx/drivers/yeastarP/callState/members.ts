import { child, list, text, type Tree } from '../../../http/tree';

/** One party of a call. */
export interface Member {
	kind: 'extension' | 'inbound' | 'outbound';
	/** Of an extension: its number. */
	number: string;
	/** Of a call over a trunk: who called, and the number that was called. */
	from: string;
	to: string;
	trunk: string;
	channelId: string;
	/** The PBX's own word, in capitals. */
	status: string;
}

export interface MemberCall {
	id: string;
	members: Member[];
}

const kinds = ['extension', 'inbound', 'outbound', 'internal'] as const;

/** The call in a row of `call/query` and in the reports about calls, which have the same shape. */
export function readCall(row: Tree): MemberCall {
	const members = list(child(row, 'members')).flatMap((entry) =>
		kinds.flatMap((kind) => {
			const party = child(entry, kind);
			return party === undefined ? [] : readMember(kind, party);
		}),
	);
	return { id: text(row, 'call_id'), members };
}

/** Field by field: the report of an event is made from it as well. */
function readMember(kind: (typeof kinds)[number], party: Tree): Member[] {
	const channelId = text(party, 'channel_id');
	const ofChannel = deviceNumber(channelId);
	// A public type definition has `internal`; its own number is the one in its channel.
	if (kind === 'internal' && ofChannel === undefined) return [];
	const isExtension = kind === 'extension' || kind === 'internal';
	return [
		{
			kind: kind === 'internal' ? 'extension' : kind,
			number: isExtension ? plainNumber(text(party, 'number')) || (ofChannel ?? '') : '',
			from: plainNumber(text(party, 'from')),
			to: plainNumber(text(party, 'to')),
			trunk: text(party, 'trunk_name').trim(),
			channelId,
			status: text(party, 'member_status').toUpperCase(),
		},
	];
}

/** The number in `1008`, `PJSIP/1008` and `1008@domain`. */
function plainNumber(written: string): string {
	return written
		.trim()
		.replace(/^PJSIP\//i, '')
		.replace(/@.*$/s, '');
}

/** The extension in `PJSIP/1005-0000008a`; a trunk's channel is `PJSIP/trunk-...-endpoint-...`. */
function deviceNumber(channelId: string): string | undefined {
	return /^PJSIP\/(\d+)-[0-9a-f]+$/i.exec(channelId)?.[1];
}

/** `ANSWERED`: the caller's side; `ANSWER`: the callee's. */
export function isTalking({ status }: Pick<Member, 'status'>): boolean {
	return status === 'ANSWER' || status === 'ANSWERED';
}

export function isHeld({ status }: Pick<Member, 'status'>): boolean {
	return status === 'HOLD';
}

/** `ALERT`: hears it ring; `RING` and, after early media, `EARLYMEDIA`: rings. */
export function isRinging({ status }: Pick<Member, 'status'>): boolean {
	return status === 'ALERT' || status === 'RING' || status === 'EARLYMEDIA';
}

export function isGone({ status }: Pick<Member, 'status'>): boolean {
	return status === 'BYE';
}

export type Side = 'caller' | 'callee';

/** Which side its status shows; a call on hold shows none. */
export function sideOf({ status }: Pick<Member, 'status'>): Side | undefined {
	if (status === 'ALERT' || status === 'ANSWERED') return 'caller';
	if (status === 'RING' || status === 'EARLYMEDIA' || status === 'ANSWER') return 'callee';
	return undefined;
}
