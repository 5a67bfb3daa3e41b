import type { INodeProperties } from 'n8n-workflow';

import { defaultTimeoutMs } from '../../../../transport/credentialFields';
import { alphabetical } from '../../labels';
import type { Item } from '../item';
import { flagOf } from './choice';
import { numberOf } from './number';

const concurrency: INodeProperties = {
	displayName: 'Concurrency',
	name: 'concurrency',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 50, numberPrecision: 0 },
	default: 5,
	description:
		'How many items are processed at the same time; 1 keeps strict order. Items that name the same extension always run in input order. Read once, from the first item.',
};

const defaultTimeoutSeconds = defaultTimeoutMs / 1000;

const timeout: INodeProperties = {
	displayName: 'Timeout (Seconds)',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 0.1, maxValue: 300 },
	default: defaultTimeoutSeconds,
	description: 'How long to wait for each reply of the PBX',
};

/** The options of an operation: its own, and those that every operation has. */
export function optionsWith(own: readonly INodeProperties[]): INodeProperties {
	const options = [...own, concurrency, timeout];
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: options.sort((one, other) => alphabetical(one.displayName, other.displayName)),
	};
}

/** Read by its own path: a wrong expression in another option concerns its own item only. */
export function readConcurrency(item: Item): number {
	const value = item.parameter(`options.${concurrency.name}`);
	return numberOf(value ?? concurrency.default, concurrency);
}

/** ms to wait for each reply. */
export function readTimeout(item: Item): number {
	return numberOf(item.options[timeout.name] ?? timeout.default, timeout) * 1000;
}

/** An option that is on or off. */
export function flagOption(item: Item, field: INodeProperties): boolean {
	return flagOf(item.options[field.name] ?? field.default, field);
}
