import type {
	ICredentialDataDecryptedObject,
	ILoadOptionsFunctions,
	INodePropertyOptions,
} from 'n8n-workflow';

import { pbxAddressKey, readBaseUrl } from '../../../pbx/http/baseUrl';
import { Failure } from '../../../pbx/model/failure';
import { pbxApi } from '../../../transport/credential';
import { familyMismatch, triggerFamily } from '../parameters';
import { pastedDelivery } from '../pasted/delivery';
import { polledDelivery } from '../polling/delivery';
import { registeredDelivery } from '../registration/delivery';
import { ago, type Delivery } from './delivery';
import { lastRefusal, type Refusal } from './refusals';

/**
 * The one entry of the list *Event Delivery*: which workflow gets the events of the credential's PBX. n8n
 * fills a list for a node without workflow and static data, so only what this process did is known, and
 * each workflow is called by its name, also the one that is open.
 */
export async function eventDelivery(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const credentialId = this.getNode().credentials?.[pbxApi]?.id;
	if (!credentialId) return entry({ sentence: 'Choose a credential first', arrives: false });
	const fields = await this.getCredentials<ICredentialDataDecryptedObject>(pbxApi);
	const delivery = deliveryOf(this, credentialId, fields);
	return entry(withRefusal(delivery, lastRefusal(credentialId)));
}

function entry({ sentence, detail }: Delivery): INodePropertyOptions[] {
	return [{ name: sentence, value: '', description: detail }];
}

function deliveryOf(
	context: ILoadOptionsFunctions,
	credentialId: string,
	fields: ICredentialDataDecryptedObject,
): Delivery {
	const family = triggerFamily(context);
	const baseUrl = readBaseUrl(fields.baseUrl);
	if (family instanceof Failure) return impossible(family);
	const mismatch = familyMismatch(context, fields);
	if (mismatch) return impossible(mismatch);
	if (baseUrl instanceof Failure) return impossible(baseUrl);
	switch (family.source.arrive) {
		case 'pasted':
			return pastedDelivery(credentialId, fields);
		case 'polled':
			return polledDelivery(credentialId);
		case 'registered':
			return registeredDelivery({ credentialId, pbx: pbxAddressKey(baseUrl) });
	}
}

function impossible({ message, remedy }: Failure): Delivery {
	return { sentence: `No events: ${message}`, detail: remedy, arrives: false };
}

/** n8n shows the reason for some seconds, without what to do about it; here it stays. */
function withRefusal(delivery: Delivery, refusal: Refusal | undefined): Delivery {
	if (refusal === undefined) return delivery;
	const { trigger, failure, atMs } = refusal;
	if (!delivery.arrives) {
		return {
			sentence: `Not published: ${failure.message}`,
			detail: `${failure.remedy} Refused ${ago(atMs)}: ${trigger}`,
			arrives: false,
		};
	}
	const refused = `${trigger} was not published, ${ago(atMs)}: ${failure.message}`;
	// First, because the panel cuts a description after two lines.
	return { ...delivery, detail: [refused, delivery.detail].filter(Boolean).join('. ') };
}
