import type { CredentialRef } from '../n8n/credentials.cts';
import { createPbxCredential, type PbxCredentialData } from '../n8n/pbxCredential.cts';
import './house.cts';

/** A credential for the simulated PBX of the house. */
export function credentialFor(
	name: string,
	changes: Partial<PbxCredentialData> = {},
): Promise<CredentialRef> {
	const { session, simulator } = house;
	const { url, account } = simulator;
	return createPbxCredential(session, name, { baseUrl: url, ...account, ...changes });
}
