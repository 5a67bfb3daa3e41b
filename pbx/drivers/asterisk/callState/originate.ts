import type { Clock } from '../../../model/clock';
import { Failure } from '../../../model/failure';
import { actions, type ActionFields } from '../wire/actions';
import type { Ask } from '../wire/client';
import { explain } from '../wire/errors';
import { Refusal } from '../wire/reply';

/** A call of our own to one phone. */
export interface Originate {
	/** Our own id for it: known before the call is, so that it can be ended whatever happens. */
	id: string;
	extension: string;
	/** ms that the phone may ring. */
	ringTimeoutMs: number;
	/** Whom to call and what follows when the phone is picked up. */
	fields: ActionFields;
}

export const defaultRingTimeoutMs = 15_000;

/** What a reply may take longer than the phone rings. */
const replyMarginMs = 5_000;

/** ms after which the PBX no longer shows a phone as ringing because of the call that it refused. */
const settleMs = 300;

/** Calls a phone and waits until it is picked up. A phone that nobody waits for stops ringing. */
export async function originate(
	ask: Ask,
	clock: Clock,
	call: Originate,
): Promise<'answered' | Failure> {
	const { id, extension, ringTimeoutMs, fields } = call;
	const began = clock.now();
	const answer = await ask(
		actions.originate,
		[['ChannelId', id], ...fields, ['Timeout', String(ringTimeoutMs)]],
		{ timeoutMs: ringTimeoutMs + replyMarginMs },
	);
	if (answer instanceof Failure) {
		if (answer.kind === 'cancelled' || answer.kind === 'outcomeUnknown')
			await hangUpOriginated(ask, id);
		return answer;
	}
	if (!(answer instanceof Refusal)) return 'answered';
	if (answer.message !== 'Originate failed') {
		return explain(answer.message, actions.originate, `extension ${extension}`);
	}
	if (clock.now() - began >= ringTimeoutMs) return notAnswered(extension, ringTimeoutMs);
	await clock.sleep(settleMs);
	return notTaken(extension, answer.message);
}

/**
 * Ends our own call, also when the execution is cancelled. The order to call may still be on its way
 * to the PBX, so that the call begins a moment later than we end it: hence more than one try.
 */
export async function hangUpOriginated(ask: Ask, id: string): Promise<void> {
	const tries = 3;
	for (let n = 0; n < tries; n += 1) {
		const answer = await ask(
			actions.hangUp,
			[
				['Channel', id],
				['Cause', '16'],
			],
			{ sendEvenWhenCancelled: true },
		);
		if (!(answer instanceof Refusal)) return;
	}
}

function notAnswered(extension: string, ringTime: number): Failure {
	return new Failure(
		'noAnswer',
		`Extension ${extension} did not answer within ${ringTime / 1000} s`,
		`Pick up the phone of ${extension} when it rings, let it answer by itself (auto-answer), or raise the Ring Time.`,
	);
}

/** Asterisk gives no reason; a look at the extension may. */
function notTaken(extension: string, message: string): Failure {
	return new Failure(
		'refused',
		`Extension ${extension} did not take the call: it is busy, or somebody rejected it`,
		`Try again when ${extension} is free, or choose another extension.`,
		message,
	);
}
