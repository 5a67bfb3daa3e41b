import type { INodeProperties } from 'n8n-workflow';

import { familiesWith } from '../../pbx/drivers/registry';
import { credentialLabels } from '../../transport/credentialFields';

const others = [...familiesWith('apiVersion'), ...familiesWith('dialplanContext')];
const show = { pbx: familiesWith('username').filter((family) => !others.includes(family)) };

/** What the credential asks for a Grandstream UCM. */
export const grandstreamUcmFields: INodeProperties[] = [
	{
		displayName: credentialLabels.baseUrl,
		name: 'baseUrl',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://192.168.1.10:8089',
		description: "Scheme, host and port of the UCM's web page, as n8n reaches it",
		displayOptions: { show },
	},
	{
		displayName: credentialLabels.username,
		name: 'username',
		type: 'string',
		required: true,
		default: '',
		description:
			'The user name under HTTPS API Settings (New) on the API page of the UCM, which is not the one of the web page',
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
			'The password of that API user. Wrong ones put the address of n8n on the blacklist of the UCM.',
		displayOptions: { show },
	},
];
