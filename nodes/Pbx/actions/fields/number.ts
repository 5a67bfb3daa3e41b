import type { INodeProperties } from 'n8n-workflow';

import { Failure } from '../../../../pbx/model/failure';
import type { Item } from '../item';

/** ms of an option in seconds; undefined: it was not given. */
export function seconds(
	item: Item,
	{ name, displayName, typeOptions }: INodeProperties,
): number | Failure | undefined {
	const value = item.options[name];
	if (value === undefined || value === '') return undefined;
	const given = Number(value);
	const { minValue = 0, maxValue = Infinity } = typeOptions ?? {};
	if (given >= minValue && given <= maxValue) return given * 1000;
	return new Failure(
		'invalidInput',
		`'${displayName}' is not a usable number of seconds`,
		`Enter a number from ${minValue} to ${maxValue}.`,
	);
}
