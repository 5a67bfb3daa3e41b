import type { CredentialRef } from '../../tools/n8n/api/credentials.cts';
import { createPbxCredential, type PbxCredentialData } from '../../tools/n8n/api/pbxCredential.cts';
import './environment.cts';

/** A credential for the simulated PBX of the environment. */
export function credentialFor(
	name: string,
	changes: Partial<PbxCredentialData> = {},
): Promise<CredentialRef> {
	const { session, simulator } = environment;
	const { url, account } = simulator;
	return createPbxCredential(session, name, { baseUrl: url, ...account, ...changes });
}
