import { randomBytes } from 'crypto';
import type { ICredentialDataDecryptedObject, IHookFunctions } from 'n8n-workflow';

import { pbxAddressKey, readBaseUrl } from '../../../pbx/http/baseUrl';
import { Failure, type Done } from '../../../pbx/model/failure';
import { unsupported } from '../../../pbx/model/failures/general';
import { formatAddress, type ReportRegistration } from '../../../pbx/model/events';
import { connect, timeZoneOf, type Context } from '../../../transport/connect';
import { pbxApi } from '../../../transport/credential';
import { within } from '../../../transport/deadline';
import { reportAddressOverride } from '../parameters';
import { runExclusive } from './mutex';
import { nameOf, reportRegistry, type Registration } from './registrations';
import { reportAddress } from './reportAddress';
import { clearStaticData, readStaticData, writeStaticData } from './staticData';

/** A little more than n8n's test listen lasts. */
const maxTestListenMs = 130_000;

/** Makes the workflow, or its test listen, the one that gets the reports of the PBX. */
export async function register(context: IHookFunctions): Promise<Failure | undefined> {
	const registration = await newRegistration(context);
	if (registration instanceof Failure) return registration;
	const { conflicting, replaced } = reportRegistry.register(registration);
	if (conflicting) return conflictFailure(conflicting);
	for (const each of replaced) {
		context.logger.warn(
			`PBX Trigger: ${nameOf(registration)} takes over the report address of the PBX from ${nameOf(each)}, whose webhook n8n does not serve or reach.`,
		);
	}
	const failure = await runExclusive(registration.pbx, async () =>
		reportRegistry.activeFor(registration) === registration
			? await registerAddress(context, registration)
			: undefined,
	);
	if (failure && !startsWithN8n(context)) {
		reportRegistry.release(registration);
		return failure;
	}
	const staticData = context.getWorkflowStaticData('node');
	if (!startsWithN8n(context)) clearStaticData(staticData);
	const { key, timeZone, registeredAtMs } = registration;
	writeStaticData(staticData, { key, timeZone, registeredAtMs });
	if (!failure) {
		const { host, port } = registration.address;
		const { length } = formatAddress(registration.address);
		context.logger.info(
			`PBX Trigger: registered the report address ${host}:${port}/… (${length} characters)`,
		);
		return undefined;
	}
	// n8n may start before the PBX does: the heartbeat keeps trying.
	const { message, remedy } = failure;
	context.logger.warn(
		`PBX Trigger: registration failed. ${message}. ${remedy} The next heartbeat tries again.`,
	);
	return undefined;
}

/** Gives the reports to the workflow that waited for the end of a test listen, or to none. */
export async function release(context: IHookFunctions): Promise<void> {
	const registration = reportRegistry.at(webhookUrl(context));
	// A trigger that was refused has nothing to release.
	if (!registration) return;
	reportRegistry.release(registration);
	if (registration.purpose === 'production') {
		clearStaticData(context.getWorkflowStaticData('node'));
	}
	const failure = await runExclusive(
		registration.pbx,
		async () => await handOver(context, registration),
	);
	if (failure) {
		const { message, remedy } = failure;
		context.logger.warn(`PBX Trigger: release failed. ${message}. ${remedy}`);
	}
}

/** Registers the address at the PBX, for the first time or again. */
export async function registerAddress(
	context: Context,
	registration: Registration,
): Promise<Failure | undefined> {
	const done = await limited(async () => {
		const events = await eventsOf(context);
		return events instanceof Failure ? events : await events.register(registration.address);
	});
	registration.failure = done instanceof Failure ? done : undefined;
	if (registration.failure === undefined) registration.registeredAtMs = Date.now();
	return registration.failure;
}

/** A request, a sign-in and the request again, each within its time-out, come before it. */
const limitMs = 45_000;

/** A heartbeat, or a release: whatever holds it, the next one gets its turn. */
async function limited(work: () => Promise<Done | Failure>): Promise<Done | Failure> {
	const done = await within({ limitMs }, work);
	if (done !== 'late' && done !== 'cancelled') return done;
	return new Failure(
		'unreachable',
		`The heartbeat took longer than ${limitMs / 1000} seconds and was given up`,
		'Check that the PBX answers and that n8n can read the credential.',
	);
}

async function newRegistration(context: IHookFunctions): Promise<Registration | Failure> {
	const fields = await context.getCredentials<ICredentialDataDecryptedObject>(pbxApi);
	const baseUrl = readBaseUrl(fields.baseUrl);
	if (baseUrl instanceof Failure) return baseUrl;
	// n8n that was restarted still has the address that the PBX knows; each activation makes a new one.
	const known = startsWithN8n(context)
		? readStaticData(context.getWorkflowStaticData('node'))
		: undefined;
	const key = known?.key ?? randomBytes(32).toString('base64url');
	const url = webhookUrl(context);
	const address = reportAddress(url, key, reportAddressOverride(context), baseUrl.origin);
	if (address instanceof Failure) return address;
	const purpose = context.getActivationMode() === 'manual' ? 'test' : 'production';
	const { name, credentials } = context.getNode();
	const pbx = pbxAddressKey(baseUrl);
	return {
		trigger: triggerOf(context),
		node: name,
		workflow: context.getWorkflow().name ?? '',
		url,
		purpose,
		pbx,
		credentialId: credentials?.[pbxApi]?.id ?? pbx,
		address,
		key,
		timeZone: timeZoneOf(fields, context),
		// A PBX still has the address while n8n restarts.
		registeredAtMs: known?.registeredAtMs,
		expiresAtMs: purpose === 'test' ? Date.now() + maxTestListenMs : Infinity,
	};
}

async function handOver(
	context: IHookFunctions,
	released: Registration,
): Promise<Failure | undefined> {
	const next = reportRegistry.activeFor(released);
	if (next) return await registerAddress(context, next);
	const done = await limited(async () => {
		const events = await eventsOf(context);
		return events instanceof Failure ? events : await events.release(released.address);
	});
	return done instanceof Failure ? done : undefined;
}

async function eventsOf(context: Context): Promise<ReportRegistration | Failure> {
	const opened = (await connect(context))();
	if (opened instanceof Failure) return opened;
	const { events } = opened.pbx;
	return events?.arrive === 'registered' ? events : unsupported('to register a report address');
}

function conflictFailure(conflicting: Registration): Failure {
	return conflicting.purpose === 'production'
		? new Failure(
				'invalidInput',
				`The PBX already sends its events to ${nameOf(conflicting)}`,
				'A PBX has one report address. Unpublish that workflow first (n8n 1: deactivate it), or let it pass the events on with an Execute Sub-workflow node.',
			)
		: new Failure(
				'invalidInput',
				`A test listen in ${nameOf(conflicting)} gets the events of the PBX`,
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
