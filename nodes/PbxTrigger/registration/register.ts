import { randomBytes } from 'crypto';
import type { ICredentialDataDecryptedObject, IHookFunctions } from 'n8n-workflow';

import { readBaseUrl } from '../../../pbx/http/baseUrl';
import { Failure } from '../../../pbx/model/failure';
import { unsupported } from '../../../pbx/model/failures';
import { formatAddress, type Reports } from '../../../pbx/model/events';
import { fingerprint } from '../../../pbx/session/signInStore';
import { connect, type Context } from '../../../transport/connect';
import { pbxApi } from '../../../transport/credential';
import { nodeError } from '../../../transport/nodeError';
import { clearStaticData, readStaticData, writeStaticData } from './staticData';
import { allowedAddresses, reportAddressOverride } from '../parameters';
import { reportAddress } from './reportAddress';
import { reportRegistry, type Registration } from './registrations';
import { runExclusive } from './mutex';

/** A little more than n8n's test listen lasts. */
const maxTestListenMs = 130_000;

/** The workflow is activated, or somebody listens in the editor: the PBX is told where to report. */
export async function register(context: IHookFunctions): Promise<void> {
	const failure = await claimAndRegister(context);
	if (failure) throw nodeError(context.getNode(), failure);
}

/** The workflow is deactivated, or the listening ends. */
export async function release(context: IHookFunctions): Promise<void> {
	const claim = reportRegistry.at(webhookUrl(context));
	// A trigger that was refused has nothing to give back.
	if (!claim) return;
	reportRegistry.release(claim);
	if (claim.purpose === 'production') clearStaticData(context.getWorkflowStaticData('node'));
	const failure = await runExclusive(
		claim.credential.id,
		async () => await handOver(context, claim),
	);
	if (failure) {
		const { message, remedy } = failure;
		context.logger.warn(
			`PBX Trigger: the PBX was not told to stop reporting. ${message}. ${remedy}`,
		);
	}
}

async function claimAndRegister(context: IHookFunctions): Promise<Failure | undefined> {
	const allowed = allowedAddresses(context);
	if (allowed instanceof Failure) return allowed;
	const claim = await newClaim(context);
	if (claim instanceof Failure) return claim;
	const rival = reportRegistry.register(claim);
	if (rival) return conflictFailure(rival);
	writeStaticData(context.getWorkflowStaticData('node'), { key: claim.key });
	const registered = await runExclusive(claim.credential.id, async () =>
		reportRegistry.activeFor(claim) === claim ? await registerAddress(context, claim) : undefined,
	);
	if (!(registered instanceof Failure)) {
		const { host, port } = claim.address;
		const { length } = formatAddress(claim.address);
		context.logger.info(
			`PBX Trigger: the PBX is told to report to ${host}:${port}/… (${length} characters)`,
		);
		return undefined;
	}
	const { message, remedy } = registered;
	// n8n starts before the PBX does: the heartbeat goes on trying.
	if (startsWithN8n(context)) {
		context.logger.warn(`PBX Trigger: ${message}. ${remedy} The next heartbeat tries again.`);
		return undefined;
	}
	reportRegistry.release(claim);
	return registered;
}

async function newClaim(context: IHookFunctions): Promise<Registration | Failure> {
	const fields = await context.getCredentials<ICredentialDataDecryptedObject>(pbxApi);
	const baseUrl = readBaseUrl(fields.baseUrl);
	if (baseUrl instanceof Failure) return baseUrl;
	const key =
		readStaticData(context.getWorkflowStaticData('node')).key ??
		randomBytes(32).toString('base64url');
	const url = webhookUrl(context);
	const address = reportAddress(url, key, reportAddressOverride(context), baseUrl.origin);
	if (address instanceof Failure) return address;
	const purpose = context.getActivationMode() === 'manual' ? 'test' : 'production';
	const { name, credentials } = context.getNode();
	const print = fingerprint(fields);
	return {
		trigger: triggerOf(context),
		name: `"${name}" of the workflow "${context.getWorkflow().name ?? ''}"`,
		url,
		purpose,
		credential: { id: credentials?.[pbxApi]?.id ?? print, fingerprint: print },
		address,
		key,
		expiresAtMs: purpose === 'test' ? Date.now() + maxTestListenMs : Infinity,
	};
}

/** Tells the PBX where to report. */
export async function registerAddress(
	context: Context,
	claim: Registration,
): Promise<Failure | undefined> {
	const reports = await reportsOf(context);
	if (reports instanceof Failure) return reports;
	const done = await reports.register(claim.address);
	if (done instanceof Failure) return done;
	claim.registeredAtMs = Date.now();
	return undefined;
}

/** The production trigger that waited for the end of a test gets the reports; otherwise nobody does. */
async function handOver(
	context: IHookFunctions,
	claim: Registration,
): Promise<Failure | undefined> {
	const next = reportRegistry.activeFor(claim);
	if (next) return await registerAddress(context, next);
	const reports = await reportsOf(context);
	if (reports instanceof Failure) return reports;
	const done = await reports.release(claim.address);
	return done instanceof Failure ? done : undefined;
}

async function reportsOf(context: Context): Promise<Reports | Failure> {
	const pbx = (await connect(context))();
	if (pbx instanceof Failure) return pbx;
	return pbx.events ?? unsupported('reports of what happens on its phones');
}

function conflictFailure({ name, purpose }: Registration): Failure {
	return purpose === 'production'
		? new Failure(
				'invalidInput',
				`The PBX already reports to ${name}`,
				'A PBX has one report address. Deactivate that workflow first, or let it pass the events on with an Execute Sub-workflow node.',
			)
		: new Failure(
				'invalidInput',
				`Somebody is listening to the PBX in ${name}`,
				'A PBX has one report address. Try again when that test is over, in two minutes at the latest.',
			);
}

export function triggerOf(context: Pick<IHookFunctions, 'getWorkflow' | 'getNode'>): string {
	return `${context.getWorkflow().id ?? ''}/${context.getNode().id}`;
}

/** What n8n calls the webhook; its last part stands for the key. */
function webhookUrl(context: IHookFunctions): string {
	return context.getNodeWebhookUrl('default') ?? '';
}

function startsWithN8n(context: IHookFunctions): boolean {
	const mode = context.getActivationMode();
	return mode === 'init' || mode === 'leadershipChange';
}
