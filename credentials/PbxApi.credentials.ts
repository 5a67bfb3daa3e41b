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
import { credentialLabels, sessionField, testMarker } from '../transport/credentialFields';
import { asteriskFields } from './fields/asterisk';
import { grandstreamUcmFields } from './fields/grandstreamUcm';
import { openVoxFields } from './fields/openvox';
import { yeastarPFields } from './fields/yeastarP';

// Loaded with the first sign-in: n8n loads this file when it starts.
declare const require: (
	path: '../transport/credentialHooks',
) => typeof import('../transport/credentialHooks');

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
		...asteriskFields,
		...grandstreamUcmFields,
		...openVoxFields,
		...yeastarPFields,
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
		const { signIn } = require('../transport/credentialHooks');
		return await signIn(async (options) => await this.helpers.httpRequest(options), credentials);
	}

	authenticate: IAuthenticate = async (credentials, options) =>
		require('../transport/credentialHooks').authenticate(credentials, options);

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
