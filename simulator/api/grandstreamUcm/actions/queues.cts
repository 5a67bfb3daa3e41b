import type { CallEnd, LiveCall, Queue } from '../../../model/pbxState.cts';
import { field, type Actions, type UcmPbx } from '../apiCall.cts';
import { localTime } from '../device.cts';
import type { Switches } from '../switches.cts';
import { done, type ReplyFields, type ReplyValue } from '../wire/answer.cts';
import { pageOf } from '../wire/pages.cts';
import { conversationOf, liveCalls } from './channelRows.cts';
import { refusal } from './refusals.cts';

function membersOf({ members }: Queue, { queueMembers }: Switches): ReplyValue {
	const numbers = members.filter(({ signedIn }) => signedIn).map(({ number }) => number);
	switch (queueMembers) {
		case 'commas':
			return numbers.join(',');
		case 'ampersands':
			return numbers.join('&');
		case 'list':
			return numbers;
	}
}

function row(queue: Queue, switches: Switches): ReplyFields {
	return {
		extension: queue.number,
		queue_name: `Queue ${queue.number}`,
		strategy: 'ringall',
		members: membersOf(queue, switches),
	};
}

function waiting(caller: CallEnd, position: number, { timeline, device }: UcmPbx): ReplyFields {
	return {
		callerid: caller.number,
		callerchannel: caller.channel,
		position: String(position),
		starttime: localTime(timeline.since(caller.channel), device),
	};
}

function answered(call: LiveCall, pbx: UcmPbx): ReplyFields[] {
	const conversation = conversationOf(call, pbx);
	if (!conversation) return [];
	const { caller, callee, since } = conversation;
	return [
		{
			callerid: caller.number,
			callerchannel: caller.channel,
			calleeid: callee.number,
			calleechannel: callee.channel,
			starttime: localTime(since, pbx.device),
		},
	];
}

export const queues: Actions = {
	listQueue: {
		required: [],
		async answer(call, { model, switches }) {
			const rows = (await model.queues()).map((each) => row(each, switches));
			const { rows: queue, counts } = pageOf(rows, call, switches);
			return done({ queue, ...counts });
		},
	},
	getQueue: {
		required: ['queue'],
		async answer(call, pbx) {
			const queue = await pbx.model.queue(field(call, 'queue'));
			if (queue === 'noQueue') return refusal('noExtension', pbx);
			return done({ queue: row(queue, pbx.switches) });
		},
	},
	/** Who waits in a queue; with `role` `answer`, who talks to an agent of it. */
	getQueueCalling: {
		required: ['extension'],
		async answer(call, pbx) {
			const queue = await pbx.model.queue(field(call, 'extension'));
			if (queue === 'noQueue') return refusal('noExtension', pbx);
			const { calls } = await liveCalls(pbx);
			const callers = calls.flatMap(({ waitsIn, caller }) =>
				waitsIn === queue.number && caller ? [caller] : [],
			);
			const member =
				field(call, 'role') === 'answer'
					? calls.filter(({ to }) => to === queue.number).flatMap((each) => answered(each, pbx))
					: callers.map((caller, index) => waiting(caller, index + 1, pbx));
			return done({ CallQueues: { extension: queue.number, member } });
		},
	},
};
