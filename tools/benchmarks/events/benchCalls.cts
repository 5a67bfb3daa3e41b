import { setTimeout as sleep } from 'node:timers/promises';
import type { ReceivedEvent } from '../../asterisk/ami/amiObserver.cts';
import type { Bench } from '../../asterisk/bench.cts';
import { channelsOf, extensionOf, menu, type PhoneName } from '../../asterisk/phones.cts';
import type { SeenCall } from './starts.cts';

/** Two pairs of phones take turns, so that a call may still be ending when the next one begins. */
const pairs: ReadonlyArray<readonly [PhoneName, PhoneName]> = [
	['B', 'C'],
	['A', 'D'],
];
/** Calls ring for a while, as where a person answers: by then n8n has the events of their beginning. */
const shortestRingMs = 150;
const longestRingMs = 250;
const talkMs = 100;

/**
 * One call after the other, one begun every `intervalMs` where the machine is fast enough. The called phones
 * must not answer by themselves.
 */
export async function answeredCalls(
	bench: Bench,
	count: number,
	intervalMs: number,
): Promise<SeenCall[]> {
	const seen: SeenCall[] = [];
	const beganAtMs = Date.now();
	for (let n = 0; n < count; n += 1) {
		await sleep(Math.max(0, beganAtMs + n * intervalMs - Date.now()));
		// In turn over the whole range, so that no call is in step with the polls.
		const ringMs = shortestRingMs + ((n * 37) % (longestRingMs - shortestRingMs));
		seen.push(await answeredCall(bench, pairs[n % pairs.length] ?? ['B', 'C'], ringMs));
	}
	return seen;
}

/** The call as the PBX reports its answer: the called phone's channel is up. */
async function answeredCall(
	bench: Bench,
	[caller, called]: readonly [PhoneName, PhoneName],
	ringMs: number,
): Promise<SeenCall> {
	const { amiObserver } = bench;
	const since = amiObserver.now();
	const phone = bench.phone(called);
	const ringsSince = phone.now();
	await bench.phone(caller).dial(extensionOf[called]);
	await phone.ringing(ringsSince);
	await sleep(ringMs);
	await phone.answer();
	const answer = { event: 'Newstate', channel: channelsOf(called), channelstatedesc: 'Up' };
	await amiObserver.event(answer, since);
	const seen = amiObserver.received(answer, since).map(seenCall);
	await sleep(talkMs);
	await bench.phone(caller).hangupAll();
	await amiObserver.event({ event: 'Hangup', channel: channelsOf(caller) }, since);
	const [first] = seen;
	if (first === undefined) throw new Error(`Phone ${called} did not answer.`);
	return first;
}

const ownTrunk = `^PJSIP/${menu.trunk}-`;

/**
 * Calls of the PBX to itself through a trunk: each of the two ends is a call of its own to it, with its own
 * channel. All are up before one order ends them in a moment.
 */
export async function endedAtOnce(bench: Bench, ends: number): Promise<SeenCall[]> {
	const { amiObserver } = bench;
	const since = amiObserver.now();
	for (let call = 0; call < ends / 2; call += 1) {
		await amiObserver.action({
			Action: 'Originate',
			Channel: `PJSIP/${menu.number}@${menu.trunk}`,
			Application: 'Wait',
			Data: '3600',
			Async: 'true',
		});
	}
	const channel = new RegExp(ownTrunk);
	const up = { event: 'Newstate', channel, channelstatedesc: 'Up' };
	await amiObserver.eventCount(ends, up, since, 60_000);
	// Nothing of their beginning is still on its way to n8n.
	await sleep(2_000);
	await amiObserver.action({ Action: 'Hangup', Channel: `/${ownTrunk}/`, Cause: '16' });
	const end = { event: 'Hangup', channel };
	await amiObserver.eventCount(ends, end, since, 60_000);
	return amiObserver.received(end, since).map(seenCall);
}

function seenCall({ event, atMs }: ReceivedEvent): SeenCall {
	return { callId: event.linkedid ?? '', atMs };
}
