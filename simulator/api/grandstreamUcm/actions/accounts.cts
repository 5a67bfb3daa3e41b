import type { Extension } from '../../../model/pbxState.cts';
import { field, type Actions, type ApiCall } from '../apiCall.cts';
import type { Switches } from '../switches.cts';
import { done } from '../wire/answer.cts';
import { pageOf } from '../wire/pages.cts';
import { stateWord } from '../wire/words.cts';

type Row = Record<string, string>;

function row(extension: Extension, switches: Switches): Row {
	const { number, name, state, type } = extension;
	const away = stateWord(state, switches).toLowerCase() === 'unavailable';
	return {
		extension: number,
		fullname: name,
		status: stateWord(state, switches),
		addr: away ? '-' : '127.0.0.1:5060',
		account_type: type === 'FXS' ? 'FXS' : 'SIP(WebRTC)',
		out_of_service: 'no',
	};
}

/** `options`: the fields that are asked for, joined by commas; all when absent. */
function chosen(all: Row, options: string): Row {
	const names = options.split(',').map((each) => each.trim());
	return Object.fromEntries(
		Object.entries(all).filter(([name]) => options === '' || names.includes(name)),
	);
}

function sorted(rows: readonly Row[], call: ApiCall): Row[] {
	const by = field(call, 'sidx') || 'extension';
	const direction = field(call, 'sord') === 'desc' ? -1 : 1;
	return [...rows].sort((one, other) => {
		const [before = '', after = ''] = [one[by], other[by]];
		return before === after ? 0 : direction * (before < after ? -1 : 1);
	});
}

export const accounts: Actions = {
	listAccount: {
		required: [],
		async answer(call, { model, switches }) {
			const rows = (await model.extensions()).map((each) => row(each, switches));
			const options = field(call, 'options');
			const asked = sorted(rows, call).map((each) => chosen(each, options));
			const { rows: account, counts } = pageOf(asked, call, switches);
			return done({ account, ...counts });
		},
	},
};
