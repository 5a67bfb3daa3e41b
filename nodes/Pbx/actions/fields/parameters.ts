import type { INodeProperties } from 'n8n-workflow';

import { Failure } from '../../../../pbx/model/failure';
import { toTrimmedString } from '../toTrimmedString';
import type { Item } from '../item';

/** A picker for an extension: from the live list of the PBX, or by number. */
export function extensionField(
	name: string,
	displayName: string,
	description: string,
	searchListMethod: string,
): INodeProperties {
	return {
		displayName,
		name,
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod, searchable: true },
			},
			{
				displayName: 'Number',
				name: 'number',
				type: 'string',
				placeholder: 'e.g. 101',
			},
		],
	};
}

/** The extension number in a picker. Digits only, leading zeros kept; anything else is refused. */
export function extensionNumber(
	item: Item,
	{ name, displayName }: INodeProperties,
): string | Failure {
	const number = toTrimmedString(picked(item.parameter(name)));
	if (number === '') {
		return new Failure(
			'invalidInput',
			`'${displayName}' is empty`,
			'Choose an extension from the list, or enter its number.',
		);
	}
	if (!/^\d{1,20}$/.test(number)) {
		return new Failure(
			'invalidInput',
			`'${displayName}' is not an extension number: ${number.slice(0, 40)}`,
			'Enter digits only, such as 101.',
		);
	}
	return number;
}

/** What a picker holds, whether from the list or entered. */
function picked(value: unknown): unknown {
	return typeof value === 'object' && value !== null && 'value' in value ? value.value : value;
}

/** The options every operation has. */
export const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Items at a Time',
			name: 'concurrency',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 50 },
			default: 5,
			description:
				'How many items are worked on at the same time; 1 keeps strict order. Items that name the same extension always run in input order. Read once, from the first item.',
		},
		{
			displayName: 'Timeout',
			name: 'timeout',
			type: 'number',
			typeOptions: { minValue: 100 },
			default: 10000,
			description: 'How long to wait for each reply of the PBX, in milliseconds',
		},
	],
};

/** The options that every operation has, and more of its own. */
export function optionsWith(...more: INodeProperties[]): INodeProperties {
	const common = (options.options ?? []) as INodeProperties[];
	const all = [...more, ...common];
	return { ...options, options: all.sort((a, b) => (a.displayName < b.displayName ? -1 : 1)) };
}

const defaultItemsAtATime = 5;

/** How many items may be worked on at the same time. */
/** Read alone: a wrong expression in another option concerns its own item only. */
export function concurrency(item: Item): number | Failure {
	const value = item.parameter('options.concurrency');
	if (value === undefined || value === '') return defaultItemsAtATime;
	const items = Number(value);
	if (Number.isInteger(items) && items >= 1 && items <= 50) return items;
	return new Failure(
		'invalidInput',
		"'Items at a Time' is not a usable number of items",
		'Enter a whole number from 1 to 50.',
	);
}

/** ms to wait for a reply; undefined: the default. */
export function timeout(item: Item): number | Failure | undefined {
	const { timeout: value } = item.options;
	if (value === undefined || value === '') return undefined;
	const milliseconds = Number(value);
	if (Number.isFinite(milliseconds) && milliseconds >= 100 && milliseconds <= 300_000) {
		return milliseconds;
	}
	return new Failure(
		'invalidInput',
		"'Timeout' is not a usable number of milliseconds",
		'Enter a number from 100 to 300000.',
	);
}

/** How many results to give, as everywhere in n8n. */
export const limitFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
];

export function applyLimit<T>(results: T[], item: Item): T[] {
	if (item.parameter('returnAll')) return results;
	return results.slice(0, Number(item.parameter('limit') ?? 50));
}
