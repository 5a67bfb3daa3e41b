import * as n8nWorkflow from 'n8n-workflow';

/**
 * Throws when n8n lacks what the nodes are made of. The nodes import this first: what n8n's loader catches
 * later, a TypeError, it reports as a class that could not be found. A plain Error, because older versions of n8n
 * have none of today's error classes; n8n logs its message and goes on without the package.
 */
export function refuseOldN8n(available: Record<string, unknown>): void {
	if (available.NodeConnectionTypes !== undefined) return;
	throw new Error(
		'n8n-nodes-pbx needs n8n 1.85 or newer, so its nodes are not loaded. Update n8n, or remove the package.',
	);
}

refuseOldN8n(n8nWorkflow);
