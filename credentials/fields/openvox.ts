import type { INodeProperties } from 'n8n-workflow';

import { familiesWith } from '../../pbx/drivers/registry';
import { credentialLabels } from '../../transport/credentialFields';

const show = { pbx: familiesWith('apiVersion') };

/** What the credential asks for an OpenVox UC and for a Yeastar with API V1. */
export const openVoxFields: INodeProperties[] = [
	{
		displayName: credentialLabels.baseUrl,
		name: 'baseUrl',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://192.168.1.10:8088',
		description: "Scheme, host and port of the PBX's web page, as n8n reaches it",
		displayOptions: { show },
	},
	{
		displayName: credentialLabels.username,
		name: 'username',
		type: 'string',
		required: true,
		default: '',
		description: "The user name on the PBX's API page, which is not the one of the web page",
		displayOptions: { show },
	},
	{
		displayName: credentialLabels.password,
		name: 'password',
		type: 'string',
		typeOptions: { password: true },
		required: true,
		default: '',
		description:
			"The password on the PBX's API page. Five wrong ones in a row lock n8n out for 10 minutes.",
		displayOptions: { show },
	},
	{
		displayName: credentialLabels.dataFormat,
		name: 'dataFormat',
		type: 'options',
		options: [
			{ name: 'JSON', value: 'json' },
			{ name: 'XML', value: 'xml' },
		],
		default: 'json',
		description: 'Wire format between n8n and the PBX. The results in n8n are the same.',
		displayOptions: { show: { pbx: familiesWith('dataFormat') } },
	},
	{
		displayName: credentialLabels.apiVersion,
		name: 'apiVersion',
		type: 'string',
		default: '',
		placeholder: 'e.g. v0.0.1',
		description:
			'The version in the path of the API. Empty means v0.0.1 for OpenVox and v1.1.0 for Yeastar.',
		displayOptions: { show },
	},
	{
		displayName: credentialLabels.reportPort,
		name: 'reportPort',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 65535 },
		default: 8260,
		description: 'Port that the sign-in must name for the reports of the PBX. Keep the default.',
		displayOptions: { show },
	},
];
