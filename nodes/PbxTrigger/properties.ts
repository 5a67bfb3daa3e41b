import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { eventLabels } from '../../pbx/events/eventLabels';
import { choicesOf, directionLabels, extensionStateLabels } from '../Pbx/labels';

const events: INodePropertyOptions[] = Object.entries(eventLabels)
	.map(([value, [name, description]]) => ({ name, value, description }))
	.sort((one, other) => one.name.localeCompare(other.name));

export const defaultHeartbeatInterval = 60;

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [
		{
			displayName: 'Directions',
			name: 'directions',
			type: 'multiOptions',
			options: choicesOf(directionLabels),
			default: [],
			description: 'Only calls of these directions',
		},
		{
			displayName: 'Extensions',
			name: 'extensions',
			type: 'string',
			default: '',
			placeholder: 'e.g. 106, 107',
			description: 'Only events about one of these extensions, separated by commas',
		},
		{
			displayName: "Other Party's Number",
			name: 'otherParty',
			type: 'string',
			default: '',
			placeholder: 'e.g. 0151*, +4930*',
			description:
				'Only calls with one of these numbers outside, separated by commas. An asterisk stands for any digits, a question mark for one.',
		},
		{
			displayName: 'States',
			name: 'states',
			type: 'multiOptions',
			options: choicesOf(extensionStateLabels),
			default: [],
			description: 'Only changes of an extension to one of these states',
		},
	],
};

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Allowed PBX Addresses',
			name: 'allowedAddresses',
			type: 'string',
			default: '',
			placeholder: 'e.g. 192.168.1.10, 10.0.0.0/24',
			description:
				'IP addresses from which reports are accepted, separated by commas. Empty: any address that knows the key.',
		},
		{
			displayName: 'Heartbeat Interval (Seconds)',
			name: 'heartbeatInterval',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 1200 },
			default: defaultHeartbeatInterval,
			description:
				'How often at least n8n keeps the session with the PBX alive and names the report address again. After a restart of the PBX, reports come again after this time at the latest.',
		},
		{
			displayName: 'Report Address Override',
			name: 'reportAddressOverride',
			type: 'string',
			default: '',
			placeholder: 'e.g. 192.168.1.20:5678',
			description:
				'Host and port at which the PBX reaches n8n over plain HTTP, where they are not those of the webhook URL of n8n: behind a proxy, with HTTPS, in Docker',
		},
	],
};

/** Apart, because n8n's linter takes every list that a method fills for one of names and ids. */
const filledByMethod = { loadOptionsMethod: 'eventDelivery' };

const reportAddress: INodeProperties = {
	displayName: 'Report Address',
	name: 'reportAddress',
	type: 'options',
	noDataExpression: true,
	typeOptions: filledByMethod,
	default: '',
	description:
		'Where the PBX was told to send its reports, without the secret end, and how long the whole address is. Nothing to choose: reload the list to see it anew.',
};

export const properties: INodeProperties[] = [
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		required: true,
		options: events,
		default: ['callAnswered'],
		description: 'What starts the workflow',
	},
	filters,
	options,
	reportAddress,
];
