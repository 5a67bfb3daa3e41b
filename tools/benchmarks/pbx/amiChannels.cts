import type { AmiFields } from './amiReply.cts';

/** Who is in a call, by number; the caller comes over the trunk if it is no extension. */
export interface AmiCall {
	caller: { number: string; isExtension: boolean };
	agent: string;
}

export const trunkDevice = 'PJSIP/provider';

/** The two channels of a call that was answered, as a real Asterisk 22 showed them. */
export function channelsOfCall({ caller, agent }: AmiCall, n: number): AmiFields[] {
	const callId = `pbx-1795403565.${2 * n}`;
	const shared = { Linkedid: callId, BridgeId: `045a49af-6823-4086-8438-${hex(n, 12)}` };
	const callerDevice = caller.isExtension ? deviceOf(caller.number) : trunkDevice;
	return [
		channel({
			...shared,
			Channel: `${callerDevice}-${hex(2 * n, 8)}`,
			CallerIDNum: caller.number,
			ConnectedLineNum: agent,
			Exten: agent,
			Uniqueid: callId,
			Application: 'Dial',
			ApplicationData: `${deviceOf(agent)},30,tT`,
		}),
		channel({
			...shared,
			Channel: `${deviceOf(agent)}-${hex(2 * n + 1, 8)}`,
			CallerIDNum: agent,
			ConnectedLineNum: caller.number,
			Exten: '',
			Uniqueid: `pbx-1795403565.${2 * n + 1}`,
			Application: 'AppDial',
			ApplicationData: '(Outgoing Line)',
		}),
	];
}

/** The channel of a supervisor whose phone picked up at once. */
export function spyChannel(order: URLSearchParams, n: number): AmiFields {
	const id = order.get('channelid') ?? '';
	return channel({
		Channel: `${order.get('channel') ?? ''}-${hex(n, 8)}`,
		CallerIDNum: '',
		ConnectedLineNum: '',
		Exten: '',
		Uniqueid: id,
		Linkedid: id,
		Application: order.get('application') ?? '',
		ApplicationData: order.get('data') ?? '',
		BridgeId: '',
	});
}

/** What Status shows of a channel of which the variable that is asked for is 0, in Asterisk's order. */
export function statusRow(channel: AmiFields, variable: string): AmiFields {
	return {
		Event: 'Status',
		Privilege: 'Call',
		Channel: channel.Channel ?? '',
		ChannelState: '6',
		ChannelStateDesc: 'Up',
		CallerIDNum: channel.CallerIDNum ?? '',
		CallerIDName: channel.CallerIDName ?? '',
		ConnectedLineNum: channel.ConnectedLineNum ?? '',
		ConnectedLineName: channel.ConnectedLineName ?? '',
		Language: 'en',
		AccountCode: '',
		Context: 'from-internal',
		Exten: channel.Exten ?? '',
		Priority: '1',
		Uniqueid: channel.Uniqueid ?? '',
		Linkedid: channel.Linkedid ?? '',
		Type: 'PJSIP',
		DNID: channel.Exten ?? '',
		EffectiveConnectedLineNum: channel.ConnectedLineNum ?? '',
		EffectiveConnectedLineName: channel.ConnectedLineName ?? '',
		TimeToHangup: '0',
		BridgeID: channel.BridgeId ?? '',
		Application: channel.Application ?? '',
		Data: channel.ApplicationData ?? '',
		Nativeformats: '(alaw)',
		Readformat: 'alaw',
		Readtrans: '',
		Writeformat: 'alaw',
		Writetrans: '',
		Callgroup: '0',
		Pickupgroup: '0',
		Seconds: '83',
		Variable: `${variable}=0`,
	};
}

export function deviceOf(extension: string): string {
	return `PJSIP/${extension}`;
}

type Own =
	| 'Channel'
	| 'CallerIDNum'
	| 'ConnectedLineNum'
	| 'Exten'
	| 'Uniqueid'
	| 'Linkedid'
	| 'Application'
	| 'ApplicationData'
	| 'BridgeId';

/** A row of CoreShowChannels, its fields in Asterisk's order. */
function channel(own: Record<Own, string>): AmiFields {
	return {
		Event: 'CoreShowChannel',
		Channel: own.Channel,
		ChannelState: '6',
		ChannelStateDesc: 'Up',
		CallerIDNum: own.CallerIDNum,
		CallerIDName: `Phone ${own.CallerIDNum}`,
		ConnectedLineNum: own.ConnectedLineNum,
		ConnectedLineName: `Phone ${own.ConnectedLineNum}`,
		Language: 'en',
		AccountCode: '',
		Context: 'from-internal',
		Exten: own.Exten,
		Priority: '1',
		Uniqueid: own.Uniqueid,
		Linkedid: own.Linkedid,
		Application: own.Application,
		ApplicationData: own.ApplicationData,
		Duration: '00:01:23',
		BridgeId: own.BridgeId,
	};
}

function hex(value: number, digits: number): string {
	return value.toString(16).padStart(digits, '0');
}
