import type { CallEnd } from '../../../model/pbxState.cts';
import type { Actions, UcmPbx } from '../apiCall.cts';
import { localTime } from '../device.cts';
import type { ReplyFields } from '../wire/answer.cts';
import {
	channelPage,
	conversationOf,
	liveCalls,
	namesOf,
	uniqueId,
	type Conversation,
} from './channelRows.cts';

function sides({ caller, callee }: Conversation, pbx: UcmPbx): [CallEnd, CallEnd] {
	return pbx.switches.sides === 'callerFirst' ? [caller, callee] : [callee, caller];
}

function row(
	conversation: Conversation,
	names: ReadonlyMap<string, string>,
	pbx: UcmPbx,
): ReplyFields {
	const { call, since, bridgeId } = conversation;
	const [one, two] = sides(conversation, pbx);
	const nameOf = ({ kind, number }: CallEnd) =>
		kind === 'extension' ? (names.get(number) ?? '') : '';
	return {
		channel1: one.channel,
		channel2: two.channel,
		callerid1: one.number,
		callerid2: two.number,
		uniqueid1: uniqueId(one, pbx),
		uniqueid2: uniqueId(two, pbx),
		bridge_time: localTime(since, pbx.device),
		name1: nameOf(one),
		name2: nameOf(two),
		bridge_id: bridgeId,
		have_send: 1,
		inbound_trunk_name: call.direction === 'inbound' ? (call.trunk ?? '') : '',
		outbound_trunk_name: call.direction === 'outbound' ? (call.trunk ?? '') : '',
		dial_service: 'normal',
		feature_num: '',
		feature_name: '',
		feature_calleenum: '',
		feature_calleename: '',
		bridge_timestamp: String(Math.floor(since / 1000)),
	};
}

export const bridgedChannels: Actions = {
	listBridgedChannels: {
		required: [],
		async answer(call, pbx) {
			const names = await namesOf(pbx);
			const rows = (await liveCalls(pbx)).calls
				.flatMap((each) => conversationOf(each, pbx) ?? [])
				.map((each) => row(each, names, pbx));
			return channelPage(rows, call, pbx);
		},
	},
};
