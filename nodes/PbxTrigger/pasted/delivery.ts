import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { credentialLabels } from '../../../transport/credentialFields';
import { ago, type Delivery } from '../delivery/delivery';
import { lastReport } from './lastReports';
import { webhookSecrets } from './secrets';

/** Whether the last report that this process received was signed. */
export function pastedDelivery(
	credentialId: string,
	fields: ICredentialDataDecryptedObject,
): Delivery {
	const last = lastReport(credentialId);
	const hasSecrets = webhookSecrets(fields).length > 0;
	if (last === undefined) {
		const check = hasSecrets
			? 'Unsigned events will be refused'
			: `Unsigned events will be accepted: '${credentialLabels.webhookSecrets}' of the credential is empty`;
		return {
			sentence: 'No event was received yet',
			detail: `${check}. Only this n8n process is looked at.`,
			arrives: false,
		};
	}
	return {
		sentence: sentences[last.signature],
		detail: `${ago(last.receivedAtMs)}, by ${last.trigger}`,
		arrives: true,
	};
}

const sentences = {
	valid: 'The last event was signed with one of the webhook secrets',
	invalid: 'The last request was not signed with any of the webhook secrets',
	unchecked: `The signature of the last event was not checked: '${credentialLabels.webhookSecrets}' is empty`,
} as const;
