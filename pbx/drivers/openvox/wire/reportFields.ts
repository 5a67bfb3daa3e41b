import { child, type Tree } from '../../../http/tree';

/** What the manuals name in one report: a text, one text or several, or an object (or several of them). */
type Shape = 'text' | 'texts' | { readonly [name: string]: Shape };

const common = { action: 'text', sn: 'text' } as const;

const ext = { extid: 'texts' } as const;
const inbound = { from: 'text', to: 'text', trunk: 'text', inboundid: 'text' } as const;
const outbound = { from: 'text', to: 'text', trunk: 'text', outboundid: 'text' } as const;

/** A report of a call. With `version` 1.0.2 Yeastar lists the parties in an array `call`. */
const call = {
	...common,
	callid: 'text',
	ext,
	inbound,
	outbound,
	call: { ext, inbound, outbound },
} as const;

const shapes: ReadonlyMap<string, Shape> = new Map<string, Shape>([
	['bootup', common],
	['extensionstatus', { ...common, extension: 'text', status: 'text' }],
	['alert', call],
	['ring', call],
	['answer', call],
	['answered', call],
	['bye', call],
	['tranfer', call],
	['transfer', call],
	['callfailed', { ...call, reason: 'text' }],
	[
		'newcdr',
		{
			...common,
			callid: 'text',
			timestart: 'text',
			callfrom: 'text',
			callto: 'text',
			callduraction: 'text',
			callduration: 'text',
			talkduraction: 'text',
			talkduration: 'text',
			status: 'text',
			type: 'text',
			recording: 'text',
			srctrunkname: 'text',
			dsttrunkname: 'text',
			desttrunkname: 'text',
			didnumber: 'text',
			agentringtime: 'text',
		},
	],
]);

/**
 * The fields that the manuals name for this kind of report, and no others. A call record also holds the
 * PIN that the caller dialled, and firmware may add fields that no manual names.
 */
export function namedFields(report: Tree, action: string): Tree {
	return named(report, shapes.get(action) ?? common) ?? {};
}

function named(value: Tree, shape: Shape): Tree | undefined {
	if (shape === 'text') return typeof value === 'string' ? value : undefined;
	if (Array.isArray(value)) {
		return value.flatMap((each) => (Array.isArray(each) ? [] : (named(each, shape) ?? [])));
	}
	if (shape === 'texts') return typeof value === 'string' ? value : undefined;
	if (typeof value === 'string') return undefined;
	const fields = Object.entries(shape).flatMap(([name, inner]) => {
		const field = child(value, name);
		const kept = field === undefined ? undefined : named(field, inner);
		return kept === undefined ? [] : [[name, kept] as const];
	});
	return Object.fromEntries(fields);
}
