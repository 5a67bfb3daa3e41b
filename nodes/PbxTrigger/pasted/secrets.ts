import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { splitList } from '../../Pbx/actions/fields/list';

/** The PBX makes one for each webhook, so there may be several. */
export function webhookSecrets({
	webhookSecrets: written,
}: ICredentialDataDecryptedObject): string[] {
	return splitList(written);
}
