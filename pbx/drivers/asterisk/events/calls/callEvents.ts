import type {
	CallEvent,
	CallFailed,
	CallProgress,
	CallRinging,
	CallTransferred,
} from '../../../../model/event';
import { deviceOf } from '../../callState/channels/channels';
import type { NumberOf } from '../../callState/phones';
import type { Message } from '../../wire/mxml';
import { reportOf } from '../reportFields';
import { partiesOfCall, type TrackedCall, type TrackedChannel } from './trackedCall';

type AboutCall = Omit<CallProgress, 'event' | 'extensions'>;

function aboutCall(call: TrackedCall, message: Message, numberOf: NumberOf): AboutCall {
	return {
		callId: call.id || undefined,
		...partiesOfCall(call, numberOf),
		report: reportOf(message),
	};
}

/** Those who talk or talked; before that, those who called or were called. */
export function extensionsOf({ talkers, extensions }: TrackedCall): string[] {
	return [...(talkers.size > 0 ? talkers : extensions)];
}

/** Both parties are talking: those who do now. */
export function callAnswered(
	call: TrackedCall,
	talking: readonly TrackedChannel[],
	message: Message,
	numberOf: NumberOf,
): CallProgress {
	const extensions = talking.map(({ device }) => numberOf(device));
	return {
		event: 'callAnswered',
		...aboutCall(call, message, numberOf),
		extensions: [...new Set(extensions)].filter((number) => number !== undefined),
	};
}

/** A phone or a trunk rings. A queue and a ring group let several ring: each is an event. */
export function callRinging(
	call: TrackedCall,
	callee: TrackedChannel,
	message: Message,
	numberOf: NumberOf,
): CallRinging {
	const extension = numberOf(callee.device);
	const caller = call.caller && numberOf(call.caller.device);
	return {
		event: 'callRinging',
		heardBy: 'callee',
		...aboutCall(call, message, numberOf),
		to: extension ?? call.dialled,
		extensions: [...new Set([caller, extension])].filter((number) => number !== undefined),
	};
}

/** The last channel is gone: parties had talked, or an application was all that the caller wanted. */
export function callEnded(call: TrackedCall, message: Message, numberOf: NumberOf): CallEvent {
	const about = aboutCall(call, message, numberOf);
	if (wasReached(call, message))
		return { event: 'callEnded', ...about, extensions: extensionsOf(call) };
	const failed: CallFailed = {
		event: 'callFailed',
		reason: call.dialStatus ?? (message.cause_txt || undefined),
		...about,
		extensions: [...call.extensions],
	};
	return failed;
}

/** What hangs up a call in which nothing went wrong: normal clearing, or no cause (Q.850). */
const normalCauses: ReadonlySet<string> = new Set(['', '0', '16']);

/** Whether parties talked, or an application took the call that wanted no other party. */
export function wasReached(call: TrackedCall, { cause = '' }: Message): boolean {
	const { answeredAtMs, hasDialled, wasUp, caller } = call;
	if (answeredAtMs !== undefined) return true;
	if (!wasUp || hasDialled) return false;
	// A phone that the PBX called for a program is up before anybody is dialled.
	return caller?.isCalling !== false || normalCauses.has(cause);
}

/** Who transferred, and to which number; the phone behind it rings in an event of its own. */
export function callTransferred(
	call: TrackedCall,
	message: Message,
	numberOf: NumberOf,
): CallTransferred {
	const transferer = message.transfererchannel ?? message.origtransfererchannel ?? '';
	const { extension: blind, transfertargetcalleridnum: asked } = message;
	// The channel that Asterisk put before the party that was asked may have vanished by now.
	const target = blind ?? (asked || message.secondtransfererconnectedlinenum);
	const extension = numberOf(deviceOf(transferer));
	return {
		event: 'callTransferred',
		...aboutCall(call, message, numberOf),
		transferTo: target || undefined,
		extensions: extension === undefined ? extensionsOf(call) : [extension],
	};
}
