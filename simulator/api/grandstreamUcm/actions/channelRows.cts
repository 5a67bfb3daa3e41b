import { createHash } from 'node:crypto';
import type { CallEnd, LiveCall, LiveCalls } from '../../../model/pbxState.cts';
import type { ApiCall, UcmPbx } from '../apiCall.cts';
import { done, type Answer, type ReplyFields } from '../wire/answer.cts';
import { pageOf } from '../wire/pages.cts';

/** A call that both parties talk in, or hold. */
export interface Conversation {
	call: LiveCall;
	caller: CallEnd;
	callee: CallEnd;
	/** Milliseconds since 1970. */
	since: number;
	bridgeId: string;
}

function isOnTheLine({ state }: CallEnd): boolean {
	return state === 'talking' || state === 'onHold';
}

/** A conversation is over when one of its ends is another one. */
export function conversationName(caller: { channel: string }, callee: { channel: string }): string {
	return `${caller.channel} ${callee.channel}`;
}

/** What the PBX lists: each call once, among the bridged or by its legs. */
export async function liveCalls({ model, timeline }: UcmPbx): Promise<LiveCalls> {
	const live = await model.liveCalls();
	const ends = live.calls.flatMap(({ caller, callee }) =>
		[caller, callee].filter((each) => !!each),
	);
	const names = [
		...ends.map(({ channel }) => channel),
		...live.monitoring.map(({ supervisor }) => supervisor.channel),
		...live.calls.flatMap(({ caller, callee }) =>
			caller && callee ? [conversationName(caller, callee)] : [],
		),
	];
	timeline.keepOnly(new Set(names));
	for (const { channel } of ends) timeline.since(channel);
	return live;
}

export function conversationOf(call: LiveCall, { timeline }: UcmPbx): Conversation | undefined {
	const { caller, callee } = call;
	if (!caller || !callee || !isOnTheLine(caller) || !isOnTheLine(callee)) return undefined;
	const name = conversationName(caller, callee);
	return { call, caller, callee, since: timeline.since(name), bridgeId: uuidOf(name) };
}

/** `1747307232.1022`: when the channel was made, and which it is. */
export function uniqueId({ channel }: CallEnd, { timeline }: UcmPbx): string {
	const counter = /-([0-9a-f]+)$/.exec(channel)?.[1] ?? '0';
	return `${Math.floor(timeline.since(channel) / 1000)}.${parseInt(counter, 16)}`;
}

/** Names of the extensions by their numbers. */
export async function namesOf({ model }: UcmPbx): Promise<ReadonlyMap<string, string>> {
	return new Map((await model.extensions()).map(({ number, name }) => [number, name]));
}

export function channelPage(
	rows: readonly ReplyFields[],
	call: ApiCall,
	{ switches }: UcmPbx,
): Answer {
	const { rows: shown, counts } = pageOf(rows, call, switches);
	const leftOut = rows.length === 0 && switches.idleChannelList === 'absent';
	return done(leftOut ? counts : { channel: shown, ...counts });
}

function uuidOf(name: string): string {
	const hex = createHash('md5').update(name).digest('hex');
	return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
