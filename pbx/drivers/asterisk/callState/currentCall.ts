import type { CurrentCall } from '../../../model/extension';
import { isActive, isEndpoint, type Channel } from './channels';
import { extensionOf, type DriverConfig } from '../wire/config';

/** The call that a channel is in, as its extension sees it. */
export function currentCall(settings: DriverConfig, own: Channel, all: Channel[]): CurrentCall {
	const partner = partnerOf(own, all);
	const extension = partner && extensionOf(settings, partner.device);
	const otherParty = extension ?? (own.otherParty.number || undefined);
	const call = { otherParty, id: own.callId || undefined };
	if (partner === undefined || extension !== undefined) return { direction: 'internal', ...call };
	const trunk = trunkName(partner);
	return { direction: own.id === own.callId ? 'outbound' : 'inbound', ...call, trunk };
}

/** The trunk that a channel outside belongs to: `provider` of `PJSIP/provider`. */
export function trunkName({ device }: Channel): string {
	return device.replace(/^[^/]*\//, '');
}

/** The channel at the other end; queues and ring groups put helpers of their own between the two. */
function partnerOf(own: Channel, all: Channel[]): Channel | undefined {
	const others = all.filter((one) => one.name !== own.name && isEndpoint(one));
	return (
		others.find(({ bridge }) => bridge !== '' && bridge === own.bridge) ??
		others.find((one) => one.callId === own.callId && isActive(one))
	);
}
