import type {
	ICredentialDataDecryptedObject,
	ILoadOptionsFunctions,
	INodePropertyOptions,
} from 'n8n-workflow';

import { formatAddress } from '../../../pbx/model/events';
import { fingerprint } from '../../../pbx/session/signInStore';
import { pbxApi } from '../../../transport/credential';
import { reportRegistry, type Registration } from './registrations';

/**
 * What the panel says about the report address of the credential's PBX: one entry, for there is nothing
 * to choose. Only the process that registers knows it; the key at its end stays there.
 */
export async function eventDelivery(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const id = this.getNode().credentials?.[pbxApi]?.id;
	if (!id) return [entry('Choose a credential first')];
	const fields = await this.getCredentials<ICredentialDataDecryptedObject>(pbxApi);
	const holder = reportRegistry.activeFor({ credential: { id, fingerprint: fingerprint(fields) } });
	if (!holder) {
		return [
			entry(
				'None told when last looked',
				'The PBX is told when you publish the workflow or listen for an event',
			),
		];
	}
	return [entry(shown(holder), `Told ${since(holder)} for ${holder.name}`)];
}

function entry(name: string, description?: string): INodePropertyOptions {
	return { name, value: '', description };
}

function shown({ address }: Registration): string {
	return `${address.host}:${address.port}/… (${formatAddress(address).length} characters)`;
}

function since({ registeredAtMs }: Registration): string {
	if (registeredAtMs === undefined) return 'in vain so far';
	const seconds = Math.round((Date.now() - registeredAtMs) / 1000);
	return seconds < 120 ? `${seconds} s ago` : `${Math.round(seconds / 60)} min ago`;
}
