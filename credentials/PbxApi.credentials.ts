import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	IDataObject,
	IHttpRequestHelper,
	INodeProperties,
} from 'n8n-workflow';

import { familiesWhere, familiesWith, familyOptions } from '../pbx/drivers/registry';
import { credentialLabels, managerLabels } from '../transport/credentialFields';
import { authenticate, signIn, testMarker } from '../transport/credentialHooks';
import { sessionField } from '../transport/storedSignIn';

const withApi = familiesWith('apiVersion');
const withManager = familiesWith('dialplanContext');
const withClient = familiesWith('clientId');
const ucm = familiesWith('username').filter(
	(family) => !withApi.includes(family) && !withManager.includes(family),
);

export class PbxApi implements ICredentialType {
	name = 'pbxApi';

	// n8n finds a credential by this name only, and people look for the name of their PBX.
	displayName = 'PBX (Asterisk, FreePBX, OpenVox, Yeastar, Grandstream) API';

	icon: Icon = { light: 'file:../nodes/Pbx/pbx.svg', dark: 'file:../nodes/Pbx/pbx.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-pbx/n8n-nodes-pbx#set-up-the-credential';

	properties: INodeProperties[] = [
		{
			displayName: credentialLabels.pbx,
			name: 'pbx',
			type: 'options',
			options: familyOptions(familiesWhere(() => true)),
			required: true,
			default: '',
			placeholder: 'Choose the kind of PBX',
			description: 'The kind of PBX to connect to',
		},
		{
			displayName: credentialLabels.baseUrl,
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://192.168.1.10:8088',
			description: "Scheme, host and port of the PBX's web page, as n8n reaches it",
			displayOptions: { show: { pbx: withApi } },
		},
		{
			displayName: credentialLabels.baseUrl,
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://192.168.1.10:8089/asterisk',
			description:
				"Scheme, host and port of Asterisk's own HTTP server (http.conf), as n8n reaches it, with the prefix if it has one. AMI over HTTP must be on: webenabled = yes in manager.conf.",
			displayOptions: { show: { pbx: withManager } },
		},
		{
			displayName: credentialLabels.baseUrl,
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://192.168.1.10:8088',
			description:
				"Scheme, host and port of the PBX's web page, as n8n reaches it; a host name of the Cloud Edition or of Yeastar's remote access needs no port",
			displayOptions: { show: { pbx: withClient } },
		},
		{
			displayName: credentialLabels.clientId,
			name: 'clientId',
			type: 'string',
			required: true,
			default: '',
			description: "The Client ID on the PBX's page Integrations > API",
			displayOptions: { show: { pbx: withClient } },
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
			displayOptions: { show: { pbx: withClient } },
		},
		{
			displayName: credentialLabels.webhookSecrets,
			name: 'webhookSecrets',
			type: 'string',
			typeOptions: { password: true, rows: 3 },
			default: '',
			description:
				'For PBX Trigger: the secret of each webhook on the page Integrations > API > Webhook Event Push, one per line or separated by commas. Without any, unsigned events are accepted.',
			displayOptions: { show: { pbx: withClient } },
		},
		{
			displayName: managerLabels.username,
			name: 'username',
			type: 'string',
			required: true,
			default: '',
			description:
				'A user in manager.conf (FreePBX: Settings > Asterisk Manager Users) with write = call,originate,reporting, for PBX Trigger also read = call,cdr,agent, and a permit line for the address of n8n',
			displayOptions: { show: { pbx: withManager } },
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
			displayOptions: { show: { pbx: withManager } },
		},
		{
			displayName: credentialLabels.dialplanContext,
			name: 'dialplanContext',
			type: 'string',
			default: 'from-internal',
			description: 'The context in which extensions dial, for making and transferring calls',
			displayOptions: { show: { pbx: withManager } },
		},
		{
			displayName: credentialLabels.tenantPrefix,
			name: 'tenantPrefix',
			type: 'string',
			default: '',
			placeholder: 'e.g. T2_',
			description:
				"What stands before the number in the names of a tenant's phones, as in PJSIP/T2_101. Empty for most PBXs.",
			displayOptions: { show: { pbx: withManager } },
		},
		{
			displayName: credentialLabels.username,
			name: 'username',
			type: 'string',
			required: true,
			default: '',
			description: "The user name on the PBX's API page, which is not the one of the web page",
			displayOptions: { show: { pbx: withApi } },
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
			displayOptions: { show: { pbx: withApi } },
		},
		{
			displayName: credentialLabels.baseUrl,
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://192.168.1.10:8089',
			description: "Scheme, host and port of the UCM's web page, as n8n reaches it",
			displayOptions: { show: { pbx: ucm } },
		},
		{
			displayName: credentialLabels.username,
			name: 'username',
			type: 'string',
			required: true,
			default: '',
			description:
				'The user name under HTTPS API Settings (New) on the API page of the UCM, which is not the one of the web page',
			displayOptions: { show: { pbx: ucm } },
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
			displayOptions: { show: { pbx: ucm } },
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
			displayOptions: { show: { pbx: withApi } },
		},
		{
			displayName: credentialLabels.reportPort,
			name: 'reportPort',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 65535 },
			default: 8260,
			description: 'Port that the sign-in must name for the reports of the PBX. Keep the default.',
			displayOptions: { show: { pbx: withApi } },
		},
		{
			displayName: credentialLabels.timeZone,
			name: 'timeZone',
			type: 'string',
			default: '',
			placeholder: 'e.g. Europe/Berlin',
			description:
				'The time zone of the PBX, whose records and clock do not name it. Empty means the time zone of the workflow.',
			displayOptions: { show: { pbx: familiesWith('timeZone') } },
		},
		{
			displayName: credentialLabels.ignoreSslIssues,
			name: 'ignoreSslIssues',
			type: 'boolean',
			default: false,
			description:
				'Whether to connect although the certificate of the PBX is self-signed or expired. PBXs come with a self-signed one.',
		},
		{
			displayName: 'Session Token',
			name: sessionField,
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
	];

	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		return await signIn(async (options) => await this.helpers.httpRequest(options), credentials);
	}

	authenticate: IAuthenticate = async (credentials, options) => authenticate(credentials, options);

	test: ICredentialTestRequest = {
		request: {
			method: 'POST',
			baseURL: '={{ $credentials.baseUrl }}',
			url: '/',
			headers: { [testMarker]: '1' },
		},
		rules: [
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'status',
					value: 'Failed',
					message:
						'The PBX accepted the sign-in but refused a query. Check the rights of the API user on the PBX.',
				},
			},
		],
	};
}
