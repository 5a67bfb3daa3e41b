import { Failure } from '../../../model/failure';
import { notInCall } from '../../../model/failures/extensions';
import { child, list } from '../../../http/tree';
import type { Ask } from '../wire/client';
import { endpoints } from '../wire/endpoints';
import { channelNotShown, explain } from '../wire/errors';
import { Refusal } from '../wire/reply';
import {
	isGone,
	isHeld,
	isRinging,
	isTalking,
	readCall,
	type Member,
	type MemberCall,
} from './members';

/** The calls that go on, of one extension or of the whole PBX (guide: Query Calls). */
export async function queryCalls(ask: Ask, extension?: string): Promise<MemberCall[] | Failure> {
	const fields: Record<string, string> = extension === undefined ? {} : { extension };
	const answer = await ask.raw(endpoints.calls, fields);
	if (answer instanceof Failure) return answer;
	if (answer instanceof Refusal) {
		// "Data not found" is how some PBXs say that there is no call.
		return answer.errcode === '60001' ? [] : explain(answer);
	}
	return list(child(answer, 'data'))
		.map(readCall)
		.map(({ id, members }) => ({ id, members: members.filter((member) => !isGone(member)) }))
		.filter(({ members }) => members.length > 0);
}

/** An extension in a call: its own member and that call. */
export interface OwnMember {
	own: Member;
	call: MemberCall;
}

/** Numbers are compared as text: extension 0101 is another one than 101. */
export function ownMembers(calls: readonly MemberCall[], extension: string): OwnMember[] {
	return calls.flatMap((call) =>
		call.members
			.filter(({ kind, number }) => kind === 'extension' && number === extension)
			.map((own) => ({ own, call })),
	);
}

export type Stage = 'talking' | 'held' | 'ringing';

const isIn: Readonly<Record<Stage, (member: Member) => boolean>> = {
	talking: isTalking,
	held: isHeld,
	ringing: isRinging,
};

/**
 * The member of the extension in the first of these stages, with its channel. Never the channel of
 * another party: the trunk's would let the wrong one hear the supervisor.
 */
export async function findOwnMember(
	ask: Ask,
	extension: string,
	stages: readonly Stage[],
	callId?: string,
): Promise<OwnMember | Failure> {
	const all = await queryCalls(ask, extension);
	if (all instanceof Failure) return all;
	const calls = callId === undefined ? all : all.filter(({ id }) => id === callId);
	const members = ownMembers(calls, extension);
	const found = stages
		.map((stage) => members.find(({ own }) => isIn[stage](own)))
		.find((member) => member !== undefined);
	if (found !== undefined) return found.own.channelId === '' ? channelNotShown(extension) : found;
	if (members.length === 0 && calls.some((call) => concerns(call, extension))) {
		return channelNotShown(extension);
	}
	return notInCall(extension);
}

/** Whether a call without a member of the extension may be its call: the PBX left the member out. */
function concerns({ members }: MemberCall, extension: string): boolean {
	const extensions = members.filter(({ kind }) => kind === 'extension');
	if (extensions.length === 0) return true;
	return (
		extensions.some(({ number }) => number === '') ||
		members.some(({ from, to }) => from === extension || to === extension)
	);
}
