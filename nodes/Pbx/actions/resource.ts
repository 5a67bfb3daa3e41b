import type { INodeProperties } from 'n8n-workflow';

import { families, familyOptions } from '../../../pbx/drivers/registry';
import { alphabetical } from '../labels';
import { notOffered } from './notOffered';
import type { Operation } from './operation';

/** A kind of thing on the PBX, with its operations. */
export interface Resource {
	/** As the panel and README call it. */
	name: string;
	/** As workflows store it. */
	value: string;
	/** Sorted by name, as n8n shows them. */
	operations: readonly Operation[];
	/** The parameter that chooses the operation, and the parameters of each. */
	properties: INodeProperties[];
}

export interface ResourceDefinition {
	name: string;
	value: string;
	operations: readonly [Operation, ...Operation[]];
	/** The one that is chosen at first; the first of the list where it is not given. */
	defaultOperation?: Operation;
}

/** What it does, and on which kinds of PBX, by the shorter list: the panel cannot see the credential's kind. */
function describe({ value, description }: Operation, resource: string): string {
	const lacking = notOffered[`${resource}/${value}`] ?? [];
	if (lacking.length === 0) return description;
	const offering = Object.keys(families).filter((family) => !lacking.includes(family));
	const [word, values] = offering.length < lacking.length ? ['Only', offering] : ['Not', lacking];
	const names = familyOptions(values).map(({ name }) => name);
	return `${description}. ${word} on ${names.join('; ')}.`;
}

export function defineResource(definition: ResourceDefinition): Resource {
	const { name, value, defaultOperation = definition.operations[0] } = definition;
	const defaultValue = defaultOperation.value;
	const operations = [...definition.operations].sort((one, other) =>
		alphabetical(one.name, other.name),
	);
	const operationField: INodeProperties = {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [value] } },
		options: operations.map((operation) => ({
			name: operation.name,
			value: operation.value,
			action: operation.action,
			description: describe(operation, value),
		})),
		default: defaultValue,
	};
	const ownProperties = operations.flatMap((operation) => {
		const chosen = { resource: [value], operation: [operation.value] };
		return operation.properties.map((field) => shownWhere(chosen, field));
	});
	return { name, value, operations, properties: [operationField, ...ownProperties] };
}

/** n8n's own `updateDisplayOptions` takes 2 ms for all fields. */
function shownWhere(chosen: Record<string, string[]>, field: INodeProperties): INodeProperties {
	const { displayOptions } = field;
	const show = { ...displayOptions?.show, ...chosen };
	return { ...field, displayOptions: { ...displayOptions, show } };
}
