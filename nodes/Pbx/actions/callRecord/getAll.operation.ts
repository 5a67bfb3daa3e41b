import type { INodeProperties } from 'n8n-workflow';

import { Failure } from '../../../../pbx/model/failure';
import { unsupported } from '../../../../pbx/model/failures';
import { momentOf } from '../../../../pbx/http/timeZone';
import type { Item } from '../item';
import { toTrimmedString } from '../toTrimmedString';
import { splitList } from '../fields/list';
import type { Operation } from '../operation';
import { applyLimit, limitFields, options } from '../fields/parameters';
import { omitUndefined } from '../omitUndefined';

const startTime: INodeProperties = {
	displayName: 'Start Time',
	name: 'startTime',
	type: 'dateTime',
	required: true,
	default: '={{ $now.minus({ days: 1 }).toISO() }}',
	description:
		'Only calls that began at this time or later. Without an offset it is the time of the workflow.',
};

const endTime: INodeProperties = {
	displayName: 'End Time',
	name: 'endTime',
	type: 'dateTime',
	required: true,
	default: '={{ $now.toISO() }}',
	description:
		'Only calls that began up to this time. Without an offset it is the time of the workflow.',
};

const extensionNumbers: INodeProperties = {
	displayName: 'Extensions',
	name: 'extensions',
	type: 'string',
	default: '',
	placeholder: 'e.g. 101, 102',
	description: 'Only calls of these extensions, separated by commas. Empty means all.',
};

export const getAll: Operation = {
	properties: [startTime, endTime, extensionNumbers, ...limitFields, options],
	async execute({ records }, item) {
		if (!records) return unsupported('call records');
		const from = moment(item, startTime);
		if (from instanceof Failure) return from;
		const to = moment(item, endTime);
		if (to instanceof Failure) return to;
		if (from > to) {
			return new Failure('invalidInput', "'Start Time' is after 'End Time'", 'Exchange the two.');
		}
		const extensions = numbers(item);
		if (extensions instanceof Failure) return extensions;
		const found = await records.list({ from, to, extensions });
		if (found instanceof Failure) return found;
		return applyLimit(found, item).map((record) => omitUndefined({ ...record }));
	},
};

/** ms since 1970. */
function moment(item: Item, { name, displayName }: INodeProperties): number | Failure {
	const value = item.parameter(name);
	// A luxon time or a JavaScript date from an expression; both write themselves as ISO 8601.
	const text = value !== null && typeof value === 'object' ? isoOf(value) : toTrimmedString(value);
	const withOffset = /([zZ]|[+-]\d\d:?\d\d)$/.test(text) && /\dT\d/i.test(text);
	const parsed = withOffset
		? Date.parse(text)
		: momentOf(withTime(text), item.context.getTimezone());
	if (parsed !== undefined && !Number.isNaN(parsed)) return parsed;
	return new Failure(
		'invalidInput',
		`'${displayName}' is not a date and time: ${text.slice(0, 40)}`,
		'Enter it as in 2026-01-31T08:00:00, with an offset such as +01:00 if need be.',
	);
}

function isoOf(value: object): string {
	return 'toJSON' in value && typeof value.toJSON === 'function' ? String(value.toJSON()) : '';
}

/** A date alone begins at midnight; parts of seconds do not count. */
function withTime(text: string): string {
	if (/^\d{4}-\d\d-\d\d$/.test(text)) return `${text} 00:00:00`;
	return text.replace(/\.\d+$/, '');
}

function numbers(item: Item): string[] | Failure {
	const entered = splitList(item.parameter(extensionNumbers.name));
	const wrong = entered.find((each) => !/^\d{1,20}$/.test(each));
	if (wrong === undefined) return entered;
	return new Failure(
		'invalidInput',
		`'${extensionNumbers.displayName}' has something else than an extension number: ${wrong.slice(0, 40)}`,
		'Enter numbers separated by commas, such as 101, 102.',
	);
}
