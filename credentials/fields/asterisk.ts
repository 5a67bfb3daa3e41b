import type { INodeProperties } from 'n8n-workflow';

import { familiesWith } from '../../pbx/drivers/registry';
import { credentialLabels, managerLabels } from '../../transport/credentialFields';

const show = { pbx: familiesWith('dialplanContext') };

/** What the credential asks for an Asterisk, FreePBX's included. */
export const asteriskFields: INodeProperties[] = [
	{
		displayName: credentialLabels.baseUrl,
		name: 'baseUrl',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://192.168.1.10:8089/asterisk',
		description:
			"Scheme, host and port of Asterisk's own HTTP server (http.conf), as n8n reaches it, with the prefix if it has one. AMI over HTTP must be on: webenabled = yes in manager.conf.",
		displayOptions: { show },
	},
	{
		displayName: managerLabels.username,
		name: 'username',
		type: 'string',
		required: true,
		default: '',
		description:
			'A user in manager.conf (FreePBX: Settings > Asterisk Manager Users) with write = call,originate,reporting (and agent, to change the agents of queues), for PBX Trigger also read = call,cdr,agent, and a permit line for the address of n8n',
		displayOptions: { show },
	},
	{
		displayName: managerLabels.password,
		name: 'password',
		type: 'string',
		typeOptions: { password: true },
		required: true,
		default: '',
		description:
			'The secret of the manager user. Wrong ones make fail2ban on the PBX block n8n, where it runs.',
		displayOptions: { show },
	},
	{
		displayName: credentialLabels.dialplanContext,
		name: 'dialplanContext',
		type: 'string',
		default: 'from-internal',
		description: 'The context in which extensions dial, for making and transferring calls',
		displayOptions: { show },
	},
	{
		displayName: credentialLabels.tenantPrefix,
		name: 'tenantPrefix',
		type: 'string',
		default: '',
		placeholder: 'e.g. T2_',
		description:
			"What stands before the number in the names of a tenant's phones, as in PJSIP/T2_101. Empty for most PBXs.",
		displayOptions: { show },
	},
];
