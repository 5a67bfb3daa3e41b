import { child, list, text, type Tree } from '../../http/tree';
import type { Extensions } from '../../model/extension';
import { Failure } from '../../model/failure';
import { callsWithOthers, stateOf } from './callState/extensionStates';
import type { MemberCall } from './callState/members';
import { queryCalls } from './callState/ownMember';
import type { Ask } from './wire/client';
import { allPages } from './wire/pages';
import { endpoints } from './wire/endpoints';

interface Listed {
	rows: Tree[];
	calls: MemberCall[];
}

/** The list of extensions, joined with the calls that go on: the list itself has no state. */
export function extensions(ask: Ask): Extensions {
	const listed = async (): Promise<Listed | Failure> => {
		const rows = await allPages(ask, endpoints.extensionList, {
			sort_by: 'number',
			order_by: 'asc',
		});
		if (rows instanceof Failure) return rows;
		const calls = await queryCalls(ask);
		return calls instanceof Failure ? calls : { rows, calls };
	};

	return {
		async list() {
			const all = await listed();
			return all instanceof Failure ? all : all.rows.map((row) => summary(row, all.calls));
		},

		async query(numbers = []) {
			const all = await listed();
			if (all instanceof Failure) return all;
			return all.rows
				.filter((row) => numbers.length === 0 || numbers.includes(text(row, 'number')))
				.map((row) => ({
					...summary(row, all.calls),
					calls: callsWithOthers(text(row, 'number'), all.calls),
				}));
		},
	};
}

/** Field by field: the PBX's own row also carries mail address and mobile number. */
function summary(row: Tree, calls: readonly MemberCall[]) {
	const number = text(row, 'number');
	const devices = child(row, 'online_status');
	const type = list(child(child(devices, 'sip_phone'), 'ext_dev_type'))[0];
	return {
		number,
		name: text(row, 'caller_id_name'),
		...stateOf(row, number, calls),
		type: typeof type === 'string' ? type : undefined,
	};
}
