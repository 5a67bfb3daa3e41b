import type { ICredentialDataDecryptedObject, INodePropertyOptions } from 'n8n-workflow';

import { credentialLabels } from '../../../transport/credentialFields';
import { lastReport } from './lastReports';
import { webhookSecrets } from './secrets';

/** Whether the last report that this process received was signed. */
export function pastedDelivery(
	credentialId: string,
	fields: ICredentialDataDecryptedObject,
): Pick<INodePropertyOptions, 'name' | 'description'> {
	const last = lastReport(credentialId);
	const hasSecrets = webhookSecrets(fields).length > 0;
	if (last === undefined) {
		const check = hasSecrets
			? 'Unsigned events will be refused'
			: `Unsigned events will be accepted: '${credentialLabels.webhookSecrets}' of the credential is empty`;
		return {
			name: 'No event was received yet',
			description: `${check}. Only this n8n process is looked at.`,
		};
	}
	const seconds = Math.round((Date.now() - last.receivedAtMs) / 1_000);
	const age = seconds < 120 ? `${seconds} s ago` : `${Math.round(seconds / 60)} min ago`;
	return { name: sentences[last.signature], description: `${age}, by ${last.trigger}` };
}

const sentences = {
	valid: 'The last event was signed with one of the webhook secrets',
	invalid: 'The last request was not signed with any of the webhook secrets',
	unchecked: `The signature of the last event was not checked: '${credentialLabels.webhookSecrets}' is empty`,
} as const;
