import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { Failure } from '../../../pbx/failure';

/** ms of an option in seconds; undefined: it was not given. */
export function seconds(
	context: IExecuteFunctions,
	{ name, displayName, typeOptions }: INodeProperties,
	item: number,
): number | Failure | undefined {
	const options = context.getNodeParameter('options', item, {});
	const value = options[name];
	if (value === undefined || value === '') return undefined;
	const given = Number(value);
	const { minValue = 0, maxValue = Infinity } = typeOptions ?? {};
	if (given >= minValue && given <= maxValue) return given * 1000;
	return new Failure(
		'badInput',
		`'${displayName}' is not a usable number of seconds`,
		`Enter a number from ${minValue} to ${maxValue}.`,
	);
}
