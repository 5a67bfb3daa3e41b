import type { INodeProperties } from 'n8n-workflow';

import { defaultFamily, families, familiesWhere, familyOptions } from '../../pbx/drivers/registry';
import { eventLabels } from '../../pbx/events/eventLabels';
import type { EventName } from '../../pbx/model/event';
import type { EventSource } from '../../pbx/model/events';
import { credentialLabels } from '../../transport/credentialFields';
import { extensionsField } from '../Pbx/actions/fields/extension';
import { simplify } from '../Pbx/actions/fields/outputFields';
import { alphabetical, choicesOf, directionLabels, extensionStateLabels } from '../Pbx/labels';
import { fieldLabels } from './labels';

/** Seconds. */
export const defaultHeartbeatInterval = 60;

const reporting = familiesWhere(({ events }) => events !== undefined);

const family: INodeProperties = {
	displayName: fieldLabels.family,
	name: 'family',
	type: 'options',
	noDataExpression: true,
	options: familyOptions(reporting),
	default: defaultFamily,
	description: `The kind of PBX, as in the credential${silentFamilies()}`,
};

/** The kinds of PBX that cannot be chosen here, so that nobody looks for them. */
function silentFamilies(): string {
	const silent = familyOptions(familiesWhere(({ events }) => events === undefined));
	const names = silent.map(({ name }) => name).join('; ');
	return names === '' ? '' : `. ${names} sends no events.`;
}

/** The events that one kind of PBX reports. */
function eventsOf(value: string): INodeProperties {
	const names = families[value]?.events?.eventNames ?? [];
	return {
		displayName: fieldLabels.events,
		name: 'events',
		type: 'multiOptions',
		required: true,
		options: names
			.map((name) => ({ ...eventLabels[name], value: name }))
			.sort((one, other) => alphabetical(one.name, other.name)),
		default: ['callAnswered'],
		description: `What starts the workflow${unsentEvents(names)}`,
		displayOptions: { show: { family: [value] } },
	};
}

/** The events that other kinds of PBX report. */
function unsentEvents(names: readonly EventName[]): string {
	const unsent = Object.entries(eventLabels)
		.filter(([name]) => !names.some((each) => each === name))
		.map(([, { name }]) => name)
		.sort(alphabetical);
	return unsent.length === 0 ? '' : `. This kind of PBX does not send: ${unsent.join(', ')}.`;
}

const filters: INodeProperties = {
	displayName: fieldLabels.filters,
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [
		{
			displayName: fieldLabels.directions,
			name: 'directions',
			type: 'multiOptions',
			options: choicesOf(directionLabels),
			default: [],
			description: 'Only calls of these directions',
		},
		extensionsField(
			'extensions',
			fieldLabels.extensions,
			'Only events about this extension; several are entered by their numbers, separated by commas or blanks',
		),
		{
			displayName: fieldLabels.otherParty,
			name: 'otherParty',
			type: 'string',
			default: '',
			placeholder: 'e.g. 0151*, +4930*',
			description:
				'Only calls with one of these numbers outside, separated by commas or blanks. An asterisk stands for any digits, a question mark for one.',
		},
		{
			displayName: fieldLabels.states,
			name: 'states',
			type: 'multiOptions',
			options: choicesOf(extensionStateLabels),
			default: [],
			description: 'Only changes of an extension to one of these states',
		},
	],
};

export function familiesThatArrive(arrive: EventSource['arrive']): string[] {
	return familiesWhere(({ events }) => events?.arrive === arrive);
}

const registered = familiesThatArrive('registered');
const polled = familiesThatArrive('polled');

/**
 * The HTTP method of the webhook. A PBX that is polled has no webhook, and n8n makes none where there is
 * no method; a path without a value would be an error in its log at each activation.
 */
export const webhookMethod = `={{ ${JSON.stringify(polled)}.includes($parameter["family"]) ? "" : "POST" }}`;

export const pasted = familiesThatArrive('pasted');

/** What an administrator does on the PBX, whose API does not take the address. */
function pastedNotice(value: string): INodeProperties[] {
	const source = families[value]?.events;
	if (source?.arrive !== 'pasted') return [];
	const ticks = source.tick.map((name) => `<li>${name}</li>`).join('');
	return [
		{
			displayName: `Enter the <b>Production URL</b> under <i>Webhook URLs</i> above on the PBX's page <b>${source.page}</b>, with the method POST, and tick these events:<ul>${ticks}</ul>Copy the secret that the PBX makes for it into '${credentialLabels.webhookSecrets}' of the credential. The URL stays the same when the workflow is published again.`,
			name: `pastedNotice_${value}`,
			type: 'notice',
			default: '',
			displayOptions: { show: { family: [value] } },
		},
	];
}

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	displayOptions: { hide: { family: polled } },
	options: [
		{
			displayName: fieldLabels.allowedAddresses,
			name: 'allowedAddresses',
			type: 'string',
			default: '',
			placeholder: 'e.g. 192.168.1.10, 10.0.0.0/24',
			description:
				'IP addresses from which reports are accepted, separated by commas or blanks. Empty: any sender that knows the key.',
		},
		{
			displayName: 'Heartbeat Interval (Seconds)',
			name: 'heartbeatInterval',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 1200 },
			default: defaultHeartbeatInterval,
			description:
				'The longest time between two heartbeats, which keep the session alive and register the report address again. After a restart of the PBX, its events resume within this time.',
			displayOptions: { show: { '/family': registered } },
		},
		{
			displayName: fieldLabels.reportAddressOverride,
			name: 'reportAddressOverride',
			type: 'string',
			default: '',
			placeholder: 'e.g. 192.168.1.20:5678',
			description:
				"Host and port at which the PBX reaches n8n over plain HTTP, if they differ from those of n8n's webhook URL: behind a proxy, with HTTPS, in Docker",
			displayOptions: { show: { '/family': registered } },
		},
	],
};

/** Apart, because n8n's linter takes every list that a method fills for one of names and ids. */
const filledByMethod = { loadOptionsMethod: 'eventDelivery' };

const eventDelivery: INodeProperties = {
	displayName: 'Event Delivery',
	name: 'eventDelivery',
	type: 'options',
	noDataExpression: true,
	typeOptions: filledByMethod,
	default: '',
	description:
		'Which workflow gets the events of the PBX, or why none does: also why a workflow could not be published. There is nothing to choose: open the list for details, and reload it to update it.',
};

export const properties: INodeProperties[] = [
	family,
	...pasted.flatMap(pastedNotice),
	...reporting.map(eventsOf),
	filters,
	simplify,
	options,
	eventDelivery,
];
