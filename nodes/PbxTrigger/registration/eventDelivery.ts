import type {
	ICredentialDataDecryptedObject,
	ILoadOptionsFunctions,
	INodePropertyOptions,
} from 'n8n-workflow';

import { pbxAddressKey, readBaseUrl } from '../../../pbx/http/baseUrl';
import { formatAddress } from '../../../pbx/model/events';
import { Failure } from '../../../pbx/model/failure';
import { pbxApi } from '../../../transport/credential';
import { familyMismatch, triggerFamily } from '../parameters';
import { pastedDelivery } from '../pasted/eventDelivery';
import { nameOf, reportRegistry, type Registration } from './registrations';

/**
 * The one entry of the list *Event Delivery*: which workflow gets the events of the credential's PBX. n8n
 * fills a list for a node without workflow and static data, so only what this process registered is
 * known, and each workflow is called by its name, also the one that is open. The key of the address is
 * not shown.
 */
export async function eventDelivery(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const credentialId = this.getNode().credentials?.[pbxApi]?.id;
	if (!credentialId) return [entry('Choose a credential first')];
	const fields = await this.getCredentials<ICredentialDataDecryptedObject>(pbxApi);
	const baseUrl = readBaseUrl(fields.baseUrl);
	const failure = familyMismatch(this, fields) ?? baseUrl;
	if (failure instanceof Failure) {
		return [entry(`Not registered: ${failure.message}`, failure.remedy)];
	}
	const family = triggerFamily(this);
	if (!(family instanceof Failure) && family.source.arrive === 'pasted') {
		const { name, description } = pastedDelivery(credentialId, fields);
		return [entry(name, description)];
	}
	const pbx = pbxAddressKey(failure);
	const registration = reportRegistry.activeFor({ credentialId, pbx });
	return [registration ? entryOf(registration) : notRegistered];
}

function entry(name: string, description?: string): INodePropertyOptions {
	return { name, value: '', description };
}

const notRegistered = entry(
	'Not registered yet',
	'Once the workflow is published (n8n 1: active), or while you listen for a test event, the PBX sends its events to it',
);

function entryOf(registration: Registration): INodePropertyOptions {
	const { registeredAtMs, failure, address, workflow, purpose } = registration;
	const target = `${address.host}:${address.port}/… (${formatAddress(address).length} characters)`;
	if (registeredAtMs === undefined) {
		const reason = failure?.message ?? 'the PBX has not answered yet';
		const description = `${nameOf(registration)}, ${target}: registration failed`;
		return entry(`Not registered: ${reason}`, description);
	}
	const receiver =
		purpose === 'test' ? `A test listen in workflow "${workflow}"` : `Workflow "${workflow}"`;
	const since = `Registered ${age(registeredAtMs)} for ${nameOf(registration)} at ${target}`;
	const trouble = failure ? `; heartbeat failed: ${failure.message}` : '';
	return entry(`${receiver} gets the events`, since + trouble);
}

function age(sinceMs: number): string {
	const seconds = Math.round((Date.now() - sinceMs) / 1000);
	return seconds < 120 ? `${seconds} s ago` : `${Math.round(seconds / 60)} min ago`;
}
