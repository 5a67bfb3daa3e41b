import { child, text, type Tree } from '../../http/tree';
import { Failure } from '../../model/failure';
import type { System } from '../../model/pbx';
import { deviceTimes } from '../deviceTimes';
import { accountList, listExtensions } from './callState/extensionStates';
import { actions } from './wire/actions';
import type { Ask } from './wire/client';
import type { DriverConfig } from './wire/config';

/** Two actions report the device, and the list of accounts how many extensions there are. */
export function system(ask: Ask, { timeZone }: DriverConfig): System {
	return {
		async info() {
			const status = await ask(actions.systemStatus);
			if (status instanceof Failure) return status;
			const general = await ask(actions.systemGeneralStatus);
			if (general instanceof Failure) return general;
			const extensions = await countExtensions(ask);
			if (extensions instanceof Failure) return extensions;
			const value = (...names: string[]) => firstValue([general, status], names);
			const uptime = asHours(value('up-time', 'uptime') ?? '');
			return {
				model: value('product-model', 'part-number'),
				serialNumber: value('serial-number', 'sn'),
				hardwareVersion: value('hardware-version'),
				firmwareVersion: value('prog-version', 'program-version', 'version'),
				...deviceTimes(value('system-time') ?? '', uptime, timeZone),
				extensions,
			};
		},
	};
}

/** The first field that is there; firmware writes the names with hyphens or with underscores. */
function firstValue(trees: readonly Tree[], names: readonly string[]): string | undefined {
	const spellings = names.flatMap((name) => [name, name.replaceAll('-', '_')]);
	return spellings
		.flatMap((name) => trees.map((tree) => text(tree, name).trim()))
		.find((value) => value !== '');
}

/** `2 03:04:05` is two days and three hours; the shared reader wants hours. */
function asHours(uptime: string): string {
	const [, days = '0', hours, rest] =
		/^(?:(\d{1,5})\s*(?:days?)?,?\s+)?(\d{1,2})(:\d\d:\d\d)$/i.exec(uptime.trim()) ?? [];
	return hours === undefined ? uptime : `${Number(days) * 24 + Number(hours)}${rest ?? ''}`;
}

/** One row is enough where the reply has the total. */
async function countExtensions(ask: Ask): Promise<number | Failure> {
	const answer = await ask(actions.accounts, {
		...accountList.fields,
		item_num: '1',
		page: '1',
	});
	if (answer instanceof Failure) return answer;
	const total = text(answer, 'total_item');
	if (/^\d{1,6}$/.test(total) && child(answer, 'account') !== undefined) return Number(total);
	const all = await listExtensions(ask);
	return all instanceof Failure ? all : all.length;
}
