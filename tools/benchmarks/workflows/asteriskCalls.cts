import type { CredentialRef } from '../../n8n/api/credentials.cts';
import { signedWith, type Measured } from './workflows.cts';

export function getManyCalls({ id, name }: CredentialRef): Measured {
	return {
		type: 'n8n-nodes-pbx.pbx',
		typeVersion: 1,
		parameters: { resource: 'call', operation: 'getAll', returnAll: true, options: {} },
		credentials: { pbxApi: { id, name } },
	};
}

/** Asterisk's channels as text, in the field `data`. */
export function channelsByHttp(url: string, credential: CredentialRef): Measured {
	return signedWith(credential, {
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: {
			method: 'GET',
			url: `${url}/rawman?action=CoreShowChannels`,
			options: { response: { response: { responseFormat: 'text', outputPropertyName: 'data' } } },
		},
	});
}

/** What a user writes to make an item for each call of that text. */
export const callsOfChannels: Measured = {
	type: 'n8n-nodes-base.code',
	typeVersion: 2,
	parameters: {
		mode: 'runOnceForAllItems',
		jsCode: `const calls = new Map();
for (const message of $input.first().json.data.split('\\r\\n\\r\\n')) {
	const fields = {};
	for (const line of message.split('\\r\\n')) {
		const colon = line.indexOf(': ');
		if (colon > 0) fields[line.slice(0, colon)] = line.slice(colon + 2);
	}
	if (fields.Event !== 'CoreShowChannel') continue;
	const call = calls.get(fields.Linkedid) ?? { id: fields.Linkedid, from: '', to: '', channels: [] };
	if (fields.Uniqueid === fields.Linkedid) call.from = fields.CallerIDNum;
	else call.to = fields.CallerIDNum;
	call.channels.push({ channel: fields.Channel, state: fields.ChannelStateDesc, duration: fields.Duration });
	calls.set(fields.Linkedid, call);
}
return [...calls.values()].map((json) => ({ json }));`,
	},
};
