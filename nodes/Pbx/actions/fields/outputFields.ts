import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { choicesOf } from '../../labels';
import type { Item } from '../item';
import { choicesIn } from './choice';

/** As n8n has it in every node whose results are wide. */
export const simplify: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** The fields that a result may have, each with its label. */
type FieldLabels = Readonly<Record<string, string>>;

/** The option that keeps lists short, for language models above all. */
export function outputFieldsOption(labels: FieldLabels, emptyMeans: string): INodeProperties {
	return {
		displayName: 'Output Fields',
		name: 'outputFields',
		type: 'multiOptions',
		options: choicesOf(labels),
		default: [],
		description: `The fields of each result, to keep it short. Empty means ${emptyMeans}.`,
	};
}

/** The fields that were chosen; none: the option was not used. */
export function chosenFields(item: Item, field: INodeProperties, labels: FieldLabels): string[] {
	return choicesIn(item.options[field.name], field, labels);
}

/** The fields with these names. */
export function pickFields(json: IDataObject, names: readonly string[]): IDataObject {
	return Object.fromEntries(Object.entries(json).filter(([name]) => names.includes(name)));
}
