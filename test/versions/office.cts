import type { Simulator } from '../../simulator/simulator.cts';
import type { CredentialRef } from '../../tools/n8n/api/credentials.cts';
import type { RestSession } from '../../tools/n8n/api/rest.cts';

/** The n8n under test, and the PBX that it works with. */
export interface Office {
	n8nUrl: string;
	session: RestSession;
	simulator: Simulator;
	credential: CredentialRef;
}
