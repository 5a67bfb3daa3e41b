import type { Clock } from '../../../model/clock';
import { Failure } from '../../../model/failure';
import type { AgentState, QueueAgent, WaitingCaller } from '../../../model/queue';
import { agentStates } from '../../agentStates';
import { actions } from '../wire/actions';
import type { Ask } from '../wire/client';
import { memberExtension, phone, type DriverConfig } from '../wire/config';
import type { Message } from '../wire/mxml';

/** The rows of one reply to QueueStatus. */
export interface QueueRows {
	queues: Message[];
	members: Message[];
	/** Those who wait, the next to be served first. */
	entries: Message[];
}

/** `queue`: absent for all of them. An unknown queue is a success without a row. */
export async function queueRows(ask: Ask, queue?: string): Promise<QueueRows | Failure> {
	const answer = await ask(actions.queueStatus, queue === undefined ? [] : [['Queue', queue]]);
	if (answer instanceof Failure) return answer;
	const rows = (event: string) => answer.items.filter((row) => row.event === event);
	return {
		queues: rows('QueueParams'),
		members: rows('QueueMember'),
		entries: rows('QueueEntry'),
	};
}

export function agentOf(config: DriverConfig, member: Message, clock: Clock): QueueAgent {
	const { location = '', status = '', paused, pausedreason } = member;
	const isPaused = paused === '1';
	const lastCallSeconds = Number(member.lastcall) || 0;
	return {
		extension: extensionOfMember(config, member) ?? location,
		state: stateOf(member, clock.now()),
		rawState: isPaused ? `${status} paused` : status,
		paused: isPaused,
		// Asterisk keeps the reason of the last pause.
		pauseReason: isPaused ? pausedreason || undefined : undefined,
		callsTaken: Number(member.callstaken) || 0,
		lastCallAtMs: lastCallSeconds > 0 ? lastCallSeconds * 1000 : undefined,
	};
}

export function callerOf(entry: Message): WaitingCaller {
	const seconds = Number(entry.wait);
	return {
		number: known(entry.calleridnum),
		name: known(entry.calleridname),
		position: Number(entry.position) || undefined,
		waitingSeconds: Number.isInteger(seconds) && seconds >= 0 ? seconds : undefined,
	};
}

/** Asterisk writes `unknown` for a caller who shows no number or no name. */
function known(text: string | undefined): string | undefined {
	return text === undefined || text === '' || text === 'unknown' ? undefined : text;
}

/** How an extension is written as a member of a queue. */
export interface Membership {
	interface: string;
	stateInterface?: string;
}

export function extensionOfMember(config: DriverConfig, member: Message): string | undefined {
	const { location = '', stateinterface = '' } = member;
	return memberExtension(config, location) ?? memberExtension(config, stateinterface);
}

/**
 * Written as the other members are: FreePBX reaches an agent through `Local/1001@from-queue/n`, with which
 * its own settings (no voicemail, no forwarding) apply, and knows the agent by that name. Without a member to
 * follow it is the phone itself.
 */
export function membershipOf(
	config: DriverConfig,
	members: readonly Message[],
	extension: string,
): Membership {
	for (const { location = '', stateinterface = '' } of members) {
		const local = withNumber(location, extension);
		if (local !== undefined) {
			const stateInterface = withNumber(stateinterface, extension);
			return { interface: local, stateInterface: stateInterface ?? phone(config, extension) };
		}
		if (memberExtension(config, location) !== undefined) break;
	}
	return { interface: phone(config, extension) };
}

/** `Local/1001@from-queue/n` or `hint:1001@ext-local`, for another extension. */
function withNumber(member: string, extension: string): string | undefined {
	const [, before, after] = /^(Local\/|hint:)\d+(@.+)$/.exec(member) ?? [];
	return before === undefined || after === undefined ? undefined : `${before}${extension}${after}`;
}

/** An agent who is paused may still be in a call, which comes first. */
function stateOf(member: Message, now: number): AgentState {
	const { status = '', paused, incall, lastcall, wrapuptime } = member;
	const state = agentStates.get(status) ?? 'unknown';
	if (state !== 'idle' && state !== 'unknown') return state;
	if (incall === '1') return 'inCall';
	if (paused === '1') return 'paused';
	// Only a wrap-up time of the agent's own is reported, not the one of the queue.
	const rested = (Number(lastcall) + Number(wrapuptime)) * 1000;
	return state === 'idle' && Number(wrapuptime) > 0 && now < rested ? 'wrapUp' : state;
}
