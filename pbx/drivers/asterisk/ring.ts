import type { Clock } from '../../clock';
import { Failure } from '../../failure';
import { actions, type Fields } from './actions';
import type { Ask } from './ask';
import { explain } from './refusals';
import { Refusal } from './reply';

/** A call of our own to one phone. */
export interface OwnCall {
	/** Our own id for it: known before the call is, so that it can be ended whatever happens. */
	id: string;
	extension: string;
	/** ms that the phone may ring. */
	ringTime: number;
	/** Whom to call and what follows when the phone is picked up. */
	fields: Fields;
}

export const defaultRingTime = 15_000;

/** What a reply may take longer than the phone rings. */
const replyTime = 5_000;

/** ms after which the PBX no longer shows a phone as ringing because of the call that it refused. */
const settling = 300;

/** Calls a phone and waits until it is picked up. A phone that nobody waits for stops ringing. */
export async function ring(ask: Ask, clock: Clock, call: OwnCall): Promise<'answered' | Failure> {
	const { id, extension, ringTime, fields } = call;
	const began = clock.now();
	const answer = await ask(
		actions.originate,
		[['ChannelId', id], ...fields, ['Timeout', String(ringTime)]],
		{ timeout: ringTime + replyTime },
	);
	if (answer instanceof Failure) {
		if (answer.kind === 'cancelled' || answer.kind === 'noAnswer') await hangUpOwn(ask, id);
		return answer;
	}
	if (!(answer instanceof Refusal)) return 'answered';
	if (answer.message !== 'Originate failed') {
		return explain(answer.message, actions.originate, `extension ${extension}`);
	}
	if (clock.now() - began >= ringTime) return notAnswered(extension, ringTime);
	await clock.sleep(settling);
	return notTaken(extension, answer.message);
}

/**
 * Ends our own call, also when the execution is cancelled. The order to call may still be on its way
 * to the PBX, so that the call begins a moment later than we end it: hence more than one try.
 */
export async function hangUpOwn(ask: Ask, id: string): Promise<void> {
	const tries = 3;
	for (let n = 0; n < tries; n += 1) {
		const answer = await ask(
			actions.hangUp,
			[
				['Channel', id],
				['Cause', '16'],
			],
			{ whenCancelled: 'send' },
		);
		if (!(answer instanceof Refusal)) return;
	}
}

function notAnswered(extension: string, ringTime: number): Failure {
	return new Failure(
		'notAnswered',
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
