import type { INodeProperties } from 'n8n-workflow';

import type { Item } from '../item';
import { InvalidInput, quoted } from './invalidInput';
import { toTrimmedString } from './text';

/** The number in a field, within the limits that its `typeOptions` give. */
export function numberOf(
	value: unknown,
	{ displayName, typeOptions = {} }: INodeProperties,
): number {
	const { minValue = -Infinity, maxValue = Infinity, numberPrecision } = typeOptions;
	const text = toTrimmedString(value);
	const given = Number(text);
	const whole = numberPrecision === 0;
	const usable = text !== '' && given >= minValue && given <= maxValue;
	if (usable && (!whole || Number.isInteger(given))) return given;
	const what = whole ? 'a whole number' : 'a number';
	const limits = maxValue === Infinity ? `from ${minValue}` : `from ${minValue} to ${maxValue}`;
	throw new InvalidInput(
		text === '' ? `'${displayName}' is empty` : `'${displayName}' cannot be ${quoted(value)}`,
		`Enter ${what} ${limits}.`,
	);
}

/** ms of an option that is given in seconds; undefined: it was not added. */
export function secondsOption(item: Item, field: INodeProperties): number | undefined {
	const value = item.options[field.name];
	return value === undefined || value === null ? undefined : numberOf(value, field) * 1000;
}

/** ms of a parameter that is given in seconds; undefined: 0, not to wait. */
export function secondsToWait(item: Item, field: INodeProperties): number | undefined {
	const ms = numberOf(item.parameter(field.name), field) * 1000;
	return ms === 0 ? undefined : ms;
}

/** The option for how long a phone may ring; who keeps the time depends on the operation. */
export function ringTimeoutField(description: string): INodeProperties {
	return {
		displayName: 'Ring Timeout (Seconds)',
		name: 'ringTimeout',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 120 },
		default: 15,
		description,
	};
}
