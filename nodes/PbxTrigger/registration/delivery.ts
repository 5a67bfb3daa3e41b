import { formatAddress } from '../../../pbx/model/events';
import { ago, type Delivery } from '../delivery/delivery';
import { nameOf, reportRegistry, type Registration } from './registrations';

/** Which workflow the PBX reports to. The key of the address is not shown. */
export function registeredDelivery(pbx: Pick<Registration, 'pbx' | 'credentialId'>): Delivery {
	const registration = reportRegistry.activeFor(pbx);
	return registration ? deliveryOf(registration) : notRegistered;
}

const notRegistered: Delivery = {
	sentence: 'Not registered yet',
	detail:
		'Once the workflow is published (n8n 1: active), or while you listen for a test event, the PBX sends its events to it',
	arrives: false,
};

function deliveryOf(registration: Registration): Delivery {
	const { registeredAtMs, failure, address, workflow, purpose } = registration;
	const target = `${address.host}:${address.port}/… (${formatAddress(address).length} characters)`;
	if (registeredAtMs === undefined) {
		const reason = failure?.message ?? 'the PBX has not answered yet';
		return {
			sentence: `Not registered: ${reason}`,
			detail: `${nameOf(registration)}, ${target}: registration failed`,
			arrives: false,
		};
	}
	const receiver =
		purpose === 'test' ? `A test listen in workflow "${workflow}"` : `Workflow "${workflow}"`;
	const since = `Registered ${ago(registeredAtMs)} for ${nameOf(registration)} at ${target}`;
	const trouble = failure ? `; heartbeat failed: ${failure.message}` : '';
	return { sentence: `${receiver} gets the events`, detail: since + trouble, arrives: true };
}
