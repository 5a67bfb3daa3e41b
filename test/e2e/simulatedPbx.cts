import './setup/environment.cts';
import type { CredentialRef } from '../../tools/n8n/api/credentials.cts';
import { createPbxCredential, type PbxCredentialData } from '../../tools/n8n/api/pbxCredential.cts';

export const customer = '0151234567';

/** No call anywhere but one: a customer talking to this agent. */
export function onlyCallIsWith(agent: string): void {
	const { pbx } = environment.simulator;
	pbx.dropEverything();
	pbx.startCall({ direction: 'inbound', from: customer, to: agent });
}

/** Whom this person hears at this moment, sorted. */
export function heardBy(listener: string): string[] {
	const found = environment.simulator.pbx.whoHearsWhom().find((one) => one.listener === listener);
	return [...(found?.hears ?? [])].sort();
}

/** A credential for the simulated PBX of the environment. */
export function credentialFor(
	name: string,
	changes: Partial<PbxCredentialData> = {},
): Promise<CredentialRef> {
	const { session, simulator } = environment;
	const { url, account } = simulator;
	return createPbxCredential(session, name, { baseUrl: url, ...account, ...changes });
}
