import { Failure } from '../../model/failure';
import { notInCall, severalOtherParties } from '../../model/failures/extensions';
import { unsupported } from '../../model/failures/general';
import type { Calls, DialRequest, DialStarted, TransferStep } from '../../model/calls';
import { text, type Tree } from '../../http/tree';
import { liveCalls } from './callState/liveCalls';
import { findOwnMember, queryCalls, type OwnMember, type Stage } from './callState/ownMember';
import { commandOnOwnChannel } from './callState/ownChannel';
import type { Member } from './callState/members';
import type { Ask } from './wire/client';
import { endpoints, type Endpoint, type Fields } from './wire/endpoints';
import { channelNotShown } from './wire/errors';

/** Call control (guide: Call): each command names a channel, which is looked up just before. */
export function calls(ask: Ask): Calls {
	const onOwnChannel = (endpoint: Endpoint, stages: readonly Stage[]) =>
		commandOnOwnChannel(ask, endpoint, stages);

	const dial = async ({ from, to, autoAnswer }: DialRequest) => {
		// The caller's phone rings first; a right that it lacks shows only in a report of a failed call.
		const fields = {
			caller: from,
			callee: to,
			dial_permission: from,
			auto_answer: yesOrNo(autoAnswer),
		};
		return dialled(await ask(endpoints.dial, fields, { extension: from }));
	};

	return {
		async list() {
			const all = await queryCalls(ask);
			return all instanceof Failure ? all : liveCalls(all);
		},

		dial,
		dialExternal: dial,

		async playPrompt({ prompts, to: { kind, number }, autoAnswer }) {
			if (kind === 'external') {
				return unsupported('prompts to external numbers without an extension whose right is used');
			}
			const fields = { number, prompts, count: 1, auto_answer: yesOrNo(autoAnswer) };
			return dialled(await ask(endpoints.playPrompt, fields, { extension: number }));
		},

		hangUp: onOwnChannel(endpoints.hangUp, ['talking', 'ringing', 'held']),
		hold: onOwnChannel(endpoints.hold, ['talking']),
		resume: onOwnChannel(endpoints.unhold, ['held', 'talking']),
		mute: onOwnChannel(endpoints.mute, ['talking', 'held']),
		unmute: onOwnChannel(endpoints.unmute, ['talking', 'held']),

		async transfer(extension, to, callId) {
			const found = await findOwnMember(ask, extension, ['talking', 'held'], callId);
			if (found instanceof Failure) return found;
			const moved = otherMember(found, extension, 'transferred');
			if (moved instanceof Failure) return moved;
			const fields = {
				type: 'blind',
				// The member that moves, not the one that hands it on.
				channel_id: moved.channelId,
				number: to,
				dial_permission: extension,
			};
			const answer = await ask(endpoints.transfer, fields, { extension });
			return answer instanceof Failure ? answer : 'done';
		},

		async attendedTransfer(extension, step) {
			// While the target rings, the extension hears it ring.
			const asking: readonly Stage[] = step.step === 'start' ? [] : ['ringing'];
			const found = await findOwnMember(ask, extension, ['talking', 'held', ...asking]);
			if (found instanceof Failure) return found;
			const fields = {
				type: 'attended',
				channel_id: found.own.channelId,
				...stepFields(step, extension),
			};
			const answer = await ask(endpoints.transfer, fields, { extension });
			if (answer instanceof Failure) return answer;
			return step.step === 'start' ? 'accepted' : 'done';
		},

		async park(extension) {
			const found = await findOwnMember(ask, extension, ['talking', 'held']);
			if (found instanceof Failure) return found;
			const parked = otherMember(found, extension, 'parked');
			if (parked instanceof Failure) return parked;
			const answer = await ask(endpoints.park, { channel_id: parked.channelId }, { extension });
			if (answer instanceof Failure) return answer;
			return { result: 'done', parkingSlot: text(answer, 'parking_slot') || undefined };
		},
	};
}

/** The other party of the call; a trunk before an extension, which may be a supervisor. */
function otherMember(
	{ own, call }: OwnMember,
	extension: string,
	done: 'transferred' | 'parked',
): Member | Failure {
	const others = call.members.filter((member) => member !== own);
	const trunks = others.filter(({ kind }) => kind !== 'extension');
	const candidates = trunks.length > 0 ? trunks : others;
	const [moved] = candidates;
	if (moved === undefined) {
		return notInCall(extension, {
			detail: ' with another party',
			remedy: `There is nobody who could be ${done}.`,
		});
	}
	if (candidates.length > 1) {
		return severalOtherParties(extension, others.length, `A conference cannot be ${done}.`);
	}
	return moved.channelId === '' ? channelNotShown(extension) : moved;
}

/** The guide: the first request names the target, the second one what becomes of the consultation. */
function stepFields(step: TransferStep, extension: string): Fields {
	switch (step.step) {
		case 'start':
			return { number: step.to, dial_permission: extension };
		case 'complete':
			return { attended_operate: 'complete' };
		case 'cancel':
			return { attended_operate: 'abort' };
	}
}

function yesOrNo(autoAnswer: boolean | undefined): 'yes' | 'no' {
	return autoAnswer ? 'yes' : 'no';
}

function dialled(answer: Tree | Failure): DialStarted | Failure {
	if (answer instanceof Failure) return answer;
	return { result: 'accepted', callId: text(answer, 'call_id') || undefined };
}
