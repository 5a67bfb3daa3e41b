import type { IHookFunctions, ITriggerFunctions } from 'n8n-workflow';

import type { Failure } from '../../../pbx/model/failure';
import { pbxApi } from '../../../transport/credential';
import { triggerOf } from '../registration/register';

/** Why a workflow could not be published. */
export interface Refusal {
	/** The trigger, by its name. */
	trigger: string;
	credentialId: string;
	failure: Failure;
	/** ms since 1970. */
	atMs: number;
}

/** A workflow that is unpublished leaves no sign of it here. */
const maxAgeMs = 60 * 60 * 1000;

const maxTriggers = 100;

/**
 * What this process refused last, by trigger. n8n saves no static data of an activation that failed, and a
 * list in the panel could not read it: it is filled for a node without workflow.
 */
const refusals = new Map<string, Refusal>();

/** Keeps the failure of an activation, or that there is none any more. */
export function noteActivation(
	context: IHookFunctions | ITriggerFunctions,
	failure: Failure | undefined,
): void {
	// A test listen shows its failure by itself.
	if (context.getActivationMode() === 'manual') return;
	const key = triggerOf(context);
	refusals.delete(key);
	const { name, credentials } = context.getNode();
	const credentialId = credentials?.[pbxApi]?.id;
	if (failure === undefined || !credentialId) return;
	const trigger = `"${name}" of the workflow "${context.getWorkflow().name ?? ''}"`;
	refusals.set(key, { trigger, credentialId, failure, atMs: Date.now() });
	const [oldest] = refusals.keys();
	if (refusals.size > maxTriggers && oldest !== undefined) refusals.delete(oldest);
}

/** The last refusal of a workflow that uses this credential. */
export function lastRefusal(credentialId: string): Refusal | undefined {
	const since = Date.now() - maxAgeMs;
	return [...refusals.values()]
		.filter((each) => each.credentialId === credentialId && each.atMs > since)
		.at(-1);
}
