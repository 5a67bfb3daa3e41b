import type { Extension } from '../../../model/pbxState.cts';
import { cutPage, field, pageOf, type Endpoints, type YeastarPPbx } from '../apiCall.cts';
import { refused, success, wrongField, type ReplyFields } from '../http/answer.cts';

const largestPage = 10_000;

function row(extension: Extension, id: number): ReplyFields {
	const { number, name, type, state, email, mobile } = extension;
	const online = state === 'unavailable' || state === 'malfunction' || state === 'noPort' ? 0 : 1;
	const phone: ReplyFields =
		type === 'FXS'
			? { fxs_phone: { status: online } }
			: { sip_phone: { status: online, ext_dev_type: 'sip', status_list: [] } };
	return {
		id,
		number,
		caller_id_name: name,
		role_name: '',
		email_addr: email,
		mobile_number: mobile,
		presence_status: extension.doNotDisturb === 'on' ? 'do_not_disturb' : 'available',
		custom_presence_status: '',
		online_status: {
			...phone,
			linkus_desktop: { status: 0 },
			linkus_mobile: { status: 0 },
			linkus_web: { status: 0 },
		},
	};
}

const sortKeys: Readonly<Record<string, (extension: Extension) => string>> = {
	number: ({ number }) => number,
	caller_id_name: ({ name }) => name,
	email_addr: ({ email }) => email,
	mobile_number: ({ mobile }) => mobile,
};

interface Row {
	id: number;
	extension: Extension;
}

function sorted(rows: Row[], by: string, order: string): Row[] {
	const key = Object.hasOwn(sortKeys, by) ? sortKeys[by] : undefined;
	const ascending = key
		? [...rows].sort((one, other) => (key(one.extension) < key(other.extension) ? -1 : 1))
		: rows;
	return order === 'desc' ? [...ascending].reverse() : ascending;
}

/** The internal ids begin with 10. */
function withIds(all: readonly Extension[]): Row[] {
	return all.map((extension, index) => ({ id: 10 + index, extension }));
}

/** The number of the extension that the API knows by this id. */
export async function extensionWithId(
	id: string,
	{ model }: YeastarPPbx,
): Promise<string | undefined> {
	const rows = withIds(await model.extensions());
	return rows.find((row) => String(row.id) === id)?.extension.number;
}

export const extensions: Endpoints = {
	'extension/list': {
		method: 'GET',
		required: [],
		async answer(call, { model }) {
			const page = pageOf(call, largestPage);
			if (!page) return wrongField('page_size', field(call, 'page_size'));
			const all = withIds(await model.extensions());
			const ordered = sorted(all, field(call, 'sort_by'), field(call, 'order_by'));
			const data = cutPage(ordered, page).map(({ id, extension }) => row(extension, id));
			return success({ total_number: all.length, data });
		},
	},
	'extension/query': {
		method: 'GET',
		required: ['ids'],
		async answer(call, { model }) {
			const ids = field(call, 'ids').split(',').map(Number);
			const found = withIds(await model.extensions()).filter(({ id }) => ids.includes(id));
			if (found.length < ids.length) return refused('60001');
			return success({ data: found.map(({ id, extension }) => row(extension, id)) });
		},
	},
};
