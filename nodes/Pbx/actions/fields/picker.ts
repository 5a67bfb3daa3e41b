import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';

import type { Item } from '../item';
import { toTrimmedString } from './text';

export interface Picker {
	name: string;
	displayName: string;
	description: string;
	/** One of `methods/listSearch.ts`. */
	searchListMethod: string;
	/** What may be entered instead of choosing from the list. */
	entry: Required<Pick<INodePropertyMode, 'name' | 'displayName' | 'placeholder'>>;
}

/** A field that is filled from a live list of the PBX, or by hand. */
export function pickerField(picker: Picker): INodeProperties {
	const { name, displayName, description, searchListMethod, entry } = picker;
	return {
		displayName,
		name,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod, searchable: true },
			},
			{ ...entry, type: 'string' },
		],
	};
}

/** What a picker holds, whether from the list or entered; a plain value stands for itself. */
export function picked(value: unknown): unknown {
	return typeof value === 'object' && value !== null && 'value' in value ? value.value : value;
}

/** What a picker of an item holds, as text, unchecked. */
export function pickedText(item: Item, { name }: INodeProperties): string {
	return toTrimmedString(picked(item.parameter(name)));
}
