import type { INodeProperties } from 'n8n-workflow';

import { familiesWith } from '../../pbx/drivers/registry';
import { credentialLabels } from '../../transport/credentialFields';

const show = { pbx: familiesWith('clientId') };

/** What the credential asks for a Yeastar of the P-Series. */
export const yeastarPFields: INodeProperties[] = [
	{
		displayName: credentialLabels.baseUrl,
		name: 'baseUrl',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://192.168.1.10:8088',
		description:
			"Scheme, host and port of the PBX's web page, as n8n reaches it; a host name of the Cloud Edition or of Yeastar's remote access needs no port",
		displayOptions: { show },
	},
	{
		displayName: credentialLabels.clientId,
		name: 'clientId',
		type: 'string',
		required: true,
		default: '',
		description: "The Client ID on the PBX's page Integrations > API",
		displayOptions: { show },
	},
	{
		displayName: credentialLabels.clientSecret,
		name: 'clientSecret',
		type: 'string',
		typeOptions: { password: true },
		required: true,
		default: '',
		description:
			'The Client Secret on the same page. Five wrong ones in a row make the PBX block the address of n8n.',
		displayOptions: { show },
	},
	{
		displayName: credentialLabels.webhookSecrets,
		name: 'webhookSecrets',
		type: 'string',
		typeOptions: { password: true, rows: 3 },
		default: '',
		description:
			'For PBX Trigger: the secret of each webhook on the page Integrations > API > Webhook Event Push, one per line or separated by commas. Without any, unsigned events are accepted.',
		displayOptions: { show },
	},
];
