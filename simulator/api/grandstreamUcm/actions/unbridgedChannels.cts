import type { CallEnd, LiveCall, LiveMonitoring } from '../../../model/pbxState.cts';
import type { Actions, UcmPbx } from '../apiCall.cts';
import { localTime } from '../device.cts';
import type { ReplyFields } from '../wire/answer.cts';
import { channelPage, conversationOf, liveCalls, namesOf, uniqueId } from './channelRows.cts';

interface Leg {
	end: CallEnd;
	/** Where it is not the end's own. */
	channel?: string;
	linkedId: string;
	service: string;
	connected: { name: string; number: string };
	trunks: { inbound: string; outbound: string };
}

const states: Record<CallEnd['state'], string> = {
	calling: 'Ring',
	ringing: 'Ringing',
	talking: 'Up',
	onHold: 'Up',
};

const noTrunks = { inbound: '', outbound: '' };

function legsOf(call: LiveCall, pbx: UcmPbx): Leg[] {
	if (conversationOf(call, pbx)) return [];
	const { caller, callee, id, from, to, waitsIn, direction, trunk = '' } = call;
	const trunks = { ...noTrunks, ...(direction === 'internal' ? {} : { [direction]: trunk }) };
	const common = { linkedId: id, service: waitsIn === undefined ? 'normal' : 'queue', trunks };
	return [
		...(caller ? [{ end: caller, connected: { name: '', number: to }, ...common }] : []),
		...(callee ? [{ end: callee, connected: { name: '', number: from }, ...common }] : []),
	];
}

/** The name of a channel that leads to the phone of a supervisor who is being called. */
export function localName({ number, channel }: CallEnd): string {
	return `Local/${number}@from-internal${channel.slice(channel.lastIndexOf('-'))};1`;
}

function monitoringLegs({ id, monitored, supervisor }: LiveMonitoring, pbx: UcmPbx): Leg[] {
	const { monitoringLeg, monitoredNumber, ringingLegName } = pbx.switches;
	const isRinging = supervisor.state === 'ringing';
	if (monitoringLeg === 'hidden' || (isRinging && monitoringLeg === 'shownWhenUp')) return [];
	const numbers = { monitored, empty: '', supervisor: supervisor.number };
	return [
		{
			end: supervisor,
			channel: isRinging && ringingLegName === 'local' ? localName(supervisor) : undefined,
			linkedId: id,
			service: 'normal',
			connected: { name: 'Call Bargin', number: numbers[monitoredNumber] },
			trunks: noTrunks,
		},
	];
}

function row(leg: Leg, names: ReadonlyMap<string, string>, pbx: UcmPbx): ReplyFields {
	const { end, connected, trunks } = leg;
	return {
		channel: leg.channel ?? end.channel,
		state: states[end.state],
		service: leg.service,
		callername: names.get(end.number) ?? '',
		callernum: end.number,
		connectedname: connected.name,
		connectednum: connected.number,
		alloc_time: localTime(pbx.timeline.since(end.channel), pbx.device),
		uniqueid: uniqueId(end, pbx),
		linkedid: leg.linkedId,
		inbound_trunk_name: trunks.inbound,
		outbound_trunk_name: trunks.outbound,
	};
}

export const unbridgedChannels: Actions = {
	listUnBridgedChannels: {
		required: [],
		async answer(call, pbx) {
			const names = await namesOf(pbx);
			const live = await liveCalls(pbx);
			const legs = [
				...live.calls.flatMap((each) => legsOf(each, pbx)),
				...live.monitoring.flatMap((each) => monitoringLegs(each, pbx)),
			];
			const rows = legs.map((each) => row(each, names, pbx));
			return channelPage(rows, call, pbx);
		},
	},
};
