import type { Simulator } from '../../../simulator/simulator.cts';
import type { N8n } from '../../../tools/n8n/n8n.cts';
import type { RestSession } from '../../../tools/n8n/api/rest.cts';

/** What all cases share: a simulated PBX, a real n8n with our package, its owner's session and a browser. */
export interface E2eEnvironment {
	simulator: Simulator;
	n8n: N8n;
	session: RestSession;
	chromium: string;
}

declare global {
	var environment: E2eEnvironment;
}
