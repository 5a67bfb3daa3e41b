import {
	cutPage,
	field,
	pageOf,
	type ApiCall,
	type Endpoint,
	type Endpoints,
	type YeastarPPbx,
} from '../apiCall.cts';
import { callTypes, type StoredCall } from '../archive.cts';
import { displayTime } from '../device.cts';
import { success, wrongField, type ReplyFields } from '../http/answer.cts';

const largestPage = 10_000;

/** `Alice<106>`; a number without a name is the number alone. */
function nameAndNumber(number: string, names: ReadonlyMap<string, string>): string {
	const name = names.get(number);
	return name ? `${name}<${number}>` : number;
}

function row(
	{ id, call, startedAt, durationS, ringS, talkS, answered, recording }: StoredCall,
	names: ReadonlyMap<string, string>,
	{ switches }: YeastarPPbx,
): ReplyFields {
	const { from, to, direction, trunk = '' } = call;
	const time = displayTime(startedAt);
	const uid = `${time.replace(/\D/g, '')}${String(id).padStart(4, '0')}`;
	const numbers = { call_from_number: from, call_to_number: to };
	return {
		id,
		time,
		timestamp: Math.floor(startedAt / 1000),
		uid,
		new_id: `${uid}_1`,
		call_id: call.id,
		call_from: nameAndNumber(from, names),
		call_to: nameAndNumber(to, names),
		...(switches.cdrNumberFields === 'present' ? numbers : {}),
		disposition: answered ? 'ANSWERED' : 'NO ANSWER',
		call_type: callTypes[direction],
		duration: durationS,
		ring_duration: ringS,
		talk_duration: talkS,
		src_trunk: direction === 'inbound' ? trunk : '',
		dst_trunk: direction === 'outbound' ? trunk : '',
		...(recording === '' ? {} : { record_file: recording }),
	};
}

type SortKey = (stored: StoredCall) => number | string;

const sortKeys: Readonly<Record<string, SortKey>> = {
	id: ({ id }) => id,
	uid: ({ startedAt }) => startedAt,
	time: ({ startedAt }) => startedAt,
	duration: ({ durationS }) => durationS,
	ring_duration: ({ ringS }) => ringS,
	talk_duration: ({ talkS }) => talkS,
	call_type: ({ call }) => callTypes[call.direction],
};

function sorted(call: ApiCall, { archive, switches }: YeastarPPbx): StoredCall[] {
	const by = field(call, 'sort_by');
	const key = Object.hasOwn(sortKeys, by) ? sortKeys[by] : undefined;
	const byDefault = switches.defaultOrder === 'newestFirst' ? 'desc' : 'asc';
	const order = field(call, 'order_by') || (key ? 'asc' : byDefault);
	const by1 = key ?? (({ id }: StoredCall) => id);
	const ascending = [...archive.calls].sort((one, other) => {
		const [first, second] = [by1(one), by1(other)];
		return first < second ? -1 : first > second ? 1 : one.id - other.id;
	});
	return order === 'desc' ? ascending.reverse() : ascending;
}

/** Whether a call is wanted, or the name of the field that cannot be read. */
type Filter = (call: ApiCall, pbx: YeastarPPbx) => ((stored: StoredCall) => boolean) | string;

function listing(filter: Filter): Endpoint {
	return {
		method: 'GET',
		required: [],
		async answer(call, pbx) {
			const page = pageOf(call, largestPage);
			if (!page) return wrongField('page_size', field(call, 'page_size'));
			const isWanted = filter(call, pbx);
			if (typeof isWanted === 'string') return wrongField(isWanted, field(call, isWanted));
			const all = sorted(call, pbx).filter(isWanted);
			const names = new Map(
				(await pbx.model.extensions()).map(({ number, name }) => [number, name]),
			);
			const data = cutPage(all, page).map((stored) => row(stored, names, pbx));
			return success({ total_number: all.length, data });
		},
	};
}

/** Milliseconds since 1970. */
function readTime(text: string, { switches }: YeastarPPbx): number {
	if (switches.searchTimes === 'epochSeconds') {
		return /^\d+$/.test(text) ? Number(text) * 1000 : NaN;
	}
	const isTime = /^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d$/.test(text);
	return isTime ? Date.parse(`${text.replaceAll('/', '-').replace(' ', 'T')}Z`) : NaN;
}

const search: Filter = (call, pbx) => {
	const bounds = { start_time: -Infinity, end_time: Infinity };
	for (const name of ['start_time', 'end_time'] as const) {
		const text = field(call, name);
		if (text === '') continue;
		bounds[name] = readTime(text, pbx);
		if (Number.isNaN(bounds[name])) return name;
	}
	const [from, to] = [field(call, 'call_from'), field(call, 'call_to')];
	return ({ startedAt, call: { from: caller, to: callee } }) =>
		startedAt >= bounds.start_time &&
		startedAt <= bounds.end_time &&
		caller.includes(from) &&
		callee.includes(to);
};

export const records: Endpoints = {
	'cdr/list': listing(() => () => true),
	'cdr/search': listing(search),
};
