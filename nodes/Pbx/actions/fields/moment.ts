import type { INodeProperties } from 'n8n-workflow';

import { momentOf } from '../../../../pbx/http/timeZone';
import type { Item } from '../item';
import { InvalidInput, quoted } from './invalidInput';
import { toTrimmedString } from './text';

const dateOnly = /^\d{4}-\d\d-\d\d$/;

/** ms since 1970, to the second. A date alone means its first or last second. */
export function momentIn(
	item: Item,
	{ name, displayName }: INodeProperties,
	dateMeans: 'startOfDay' | 'endOfDay',
): number {
	const value = item.parameter(name);
	// A luxon time or a JavaScript date from an expression; both write themselves as ISO 8601.
	const text = value !== null && typeof value === 'object' ? isoOf(value) : toTrimmedString(value);
	const withTime = dateOnly.test(text)
		? `${text} ${dateMeans === 'startOfDay' ? '00:00:00' : '23:59:59'}`
		: text;
	const hasOffset = /([zZ]|[+-]\d\d:?\d\d)$/.test(withTime) && /\dT\d/i.test(withTime);
	const moment = hasOffset
		? Date.parse(withTime)
		: momentOf(withTime.replace(/\.\d+$/, ''), item.context.getTimezone());
	if (moment !== undefined && !Number.isNaN(moment)) return moment;
	throw new InvalidInput(
		text === ''
			? `'${displayName}' is empty`
			: `'${displayName}' is not a date and time: ${quoted(text)}`,
		'Enter it as in 2026-01-31T08:00:00, with an offset such as +01:00 if need be.',
	);
}

function isoOf(value: object): string {
	return 'toJSON' in value && typeof value.toJSON === 'function' ? String(value.toJSON()) : '';
}
