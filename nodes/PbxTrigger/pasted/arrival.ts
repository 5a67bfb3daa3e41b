import type { ICredentialDataDecryptedObject, IHookFunctions } from 'n8n-workflow';

import type { Failure } from '../../../pbx/model/failure';
import { credentialLabels } from '../../../transport/credentialFields';
import { pbxApi } from '../../../transport/credential';
import { webhookSecrets } from './secrets';

/** The address is on the PBX already, or will be: there is nothing to tell the PBX. */
export async function acceptReports(context: IHookFunctions): Promise<Failure | undefined> {
	const fields = await context.getCredentials<ICredentialDataDecryptedObject>(pbxApi);
	if (webhookSecrets(fields).length > 0) return undefined;
	context.logger.warn(
		`PBX Trigger: '${credentialLabels.webhookSecrets}' is empty in the credential, so that unsigned events are accepted.`,
	);
	return undefined;
}
