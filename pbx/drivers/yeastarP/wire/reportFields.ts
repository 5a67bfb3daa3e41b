import { child, list, type Tree } from '../../../http/tree';

const party = [
	'number',
	'from',
	'to',
	'trunk_name',
	'channel_id',
	'member_status',
	'call_path',
] as const;

const partyKinds = ['extension', 'inbound', 'outbound', 'internal'] as const;

/** The texts that the guide names for each kind of report, beside the members of a call. */
const texts: ReadonlyMap<string, readonly string[]> = new Map([
	['30007', ['extension', 'kind', 'status']],
	['30008', ['extension', 'status']],
	['30011', ['call_id']],
	[
		'30012',
		[
			'call_id',
			'time_start',
			'call_from',
			'call_to',
			'call_duration',
			'talk_duration',
			'src_trunk_name',
			'dst_trunk_name',
			'status',
			'type',
			'recording',
			'did_number',
			'did_name',
			'agent_ring_time',
			'uid',
		],
	],
	['30013', ['call_id']],
	['30014', ['call_id']],
	['30015', ['call_id', 'reason']],
	['30025', ['queue_number', 'agent_number']],
	['30029', ['queue_number', 'agent_number', 'status', 'reason']],
]);

/**
 * The fields that the guide names for this kind of report, and no others. A call record also holds the
 * PIN that the caller dialled, and firmware may add fields that no guide names.
 */
export function namedFields(type: string, sn: string, message: Tree): Record<string, Tree> {
	const members = list(child(message, 'members')).map((entry) =>
		Object.fromEntries(
			partyKinds.flatMap((kind) => {
				const found = child(entry, kind);
				return found === undefined ? [] : [[kind, picked(found, party)] as const];
			}),
		),
	);
	const msg = picked(message, texts.get(type) ?? []);
	return {
		type,
		...(sn !== '' && { sn }),
		msg: members.length > 0 ? { ...msg, members } : msg,
	};
}

function picked(tree: Tree, names: readonly string[]): Record<string, Tree> {
	return Object.fromEntries(
		names.flatMap((name) => {
			const value = child(tree, name);
			return typeof value === 'string' ? [[name, value] as const] : [];
		}),
	);
}
