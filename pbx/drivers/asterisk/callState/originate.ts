import { randomBytes } from 'crypto';

import type { Clock } from '../../../model/clock';
import { Failure, type FailureKind } from '../../../model/failure';
import { didNotAnswer, notIdle } from '../../../model/failures';
import { actions, type ActionFields } from '../wire/actions';
import type { Ask } from '../wire/client';
import { explain } from '../wire/errors';
import { Refusal } from '../wire/reply';
import { hangUpFields } from './channels';

/** A call of our own to one phone. */
export interface Originate {
	/** Our own id for it: known before the call exists, so that it can be ended whatever happens. */
	id: string;
	extension: string;
	/** ms that the phone may ring. */
	ringTimeoutMs: number;
	/** The phone to call and what follows when it is picked up. */
	fields: ActionFields;
}

export const defaultRingTimeoutMs = 15_000;

/** What a reply may take longer than the phone rings. */
const replyMarginMs = 5_000;

/** ms after which the PBX no longer shows a phone as ringing because of the call that it refused. */
const settleMs = 300;

/** An id for a call of ours, of 32 characters at most; it also shows in the call records of the PBX. */
export function newId(prefix: string): string {
	return `${prefix}${randomBytes(12).toString('hex')}`;
}

/** Calls a phone and waits until it is picked up. A phone that is no longer waited for stops ringing. */
export async function originate(
	ask: Ask,
	clock: Clock,
	call: Originate,
): Promise<'answered' | Failure> {
	const { id, extension, ringTimeoutMs, fields } = call;
	const requestedAtMs = clock.now();
	const answer = await ask.raw(
		actions.originate,
		[['ChannelId', id], ...fields, ['Timeout', String(ringTimeoutMs)]],
		{ timeoutMs: ringTimeoutMs + replyMarginMs },
	);
	if (answer instanceof Failure) {
		const mayRing = answer.kind === 'cancelled' || answer.kind === 'outcomeUnknown';
		if (mayRing) await hangUpOriginated(ask, clock, id);
		return answer;
	}
	if (!(answer instanceof Refusal)) return 'answered';
	if (answer.message !== 'Originate failed') {
		return explain(answer.message, actions.originate, extension);
	}
	if (clock.now() - requestedAtMs >= ringTimeoutMs) return didNotAnswer(extension, ringTimeoutMs);
	await clock.sleep(settleMs);
	return notTaken(extension, answer.message);
}

/** ms before each further try to end our own call. */
const hangUpPausesMs = [100, 200, 400, 800];

/** ms that one try may take, and after which no other one begins: a silent PBX holds nothing up. */
const hangUpTimeoutMs = 1_000;
const hangUpBudgetMs = 2_000;

/**
 * Ends our own call, also when the execution is cancelled. The request to call may still be on its way
 * to the PBX, so that the call begins a moment later than we end it, and the reply to the hang-up may be
 * lost or unreadable like any other: hence more than one try.
 */
export async function hangUpOriginated(ask: Ask, clock: Clock, id: string): Promise<void> {
	const beganAtMs = clock.now();
	for (const pauseMs of [0, ...hangUpPausesMs]) {
		if (clock.now() - beganAtMs >= hangUpBudgetMs) return;
		if (pauseMs > 0) await clock.sleep(pauseMs, true);
		const answer = await ask.raw(actions.hangUp, hangUpFields(id), {
			sendEvenWhenCancelled: true,
			timeoutMs: hangUpTimeoutMs,
		});
		if (answer instanceof Failure) {
			if (noSession.has(answer.kind)) return;
		} else if (!(answer instanceof Refusal)) return;
	}
}

/** Failures after which another try would be another sign-in that the PBX refuses. */
const noSession: ReadonlySet<FailureKind> = new Set(['authenticationFailed', 'lockedOut']);

/** Phones that this n8n is calling, each with its PBX. */
const beingCalled = new Set<string>();

/**
 * Calls a phone unless another execution does so at this moment: the channels of the PBX show such a
 * call too late. Processes of their own, such as the workers of a queue, do not know of each other.
 */
export async function oneCallAtATime<T>(
	pbx: string,
	extension: string,
	call: () => Promise<T>,
): Promise<T | Failure> {
	const phone = `${pbx} ${extension}`;
	if (beingCalled.has(phone)) return notIdle(extension, { detail: ': it is being called' });
	beingCalled.add(phone);
	try {
		return await call();
	} finally {
		beingCalled.delete(phone);
	}
}

/** Asterisk gives no reason; the state of the extension may. */
function notTaken(extension: string, message: string): Failure {
	return new Failure(
		'refused',
		`Extension ${extension} did not take the call: it is busy, or the call was rejected`,
		`Try again when ${extension} is idle, or choose another extension.`,
		message,
	);
}
