import { randomBytes } from 'crypto';

import type { Clock } from '../../../model/clock';
import { Failure, type FailureKind } from '../../../model/failure';
import { didNotAnswer, notIdle } from '../../../model/failures/extensions';
import { mayHaveActed } from '../../../model/failures/general';
import { calledWords, type Called } from '../../../model/failures/words';
import { actions, type ActionFields } from '../wire/actions';
import type { Ask } from '../wire/client';
import { explain } from '../wire/errors';
import { Refusal } from '../wire/reply';
import { hangUpFields } from './channels/hangUp';

/** A call of our own to one phone or number. */
export interface Originate {
	/** Our own id for it: known before the call exists, so that it can be ended whatever happens. */
	id: string;
	/** Tells this call from another one of the same id, where the id is not unique. */
	order?: string;
	called: Called;
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
	const { id, order, called, ringTimeoutMs, fields } = call;
	const mark = order === undefined ? [] : [['Variable', `${orderVariable}=${order}`] as const];
	const requestedAtMs = clock.now();
	const answer = await ask.raw(
		actions.originate,
		[['ChannelId', id], ...fields, ...mark, ['Timeout', String(ringTimeoutMs)]],
		{ timeoutMs: ringTimeoutMs + replyMarginMs },
	);
	if (answer instanceof Failure) {
		const mayRing = answer.kind === 'cancelled' || answer.kind === 'outcomeUnknown';
		if (mayRing) await hangUpOriginated(ask, clock, call);
		return answer;
	}
	if (!(answer instanceof Refusal)) return 'answered';
	// It has the same words for a busy phone as for an id that another channel has.
	if (answer.message !== 'Originate failed') {
		return explain(answer.message, actions.originate);
	}
	const living = await orderOf(ask, id);
	if (typeof living === 'string') {
		if (order !== undefined && living !== order) return beingCalledElsewhere(called);
		// It acted on an earlier request, whose session it then refused.
		await hangUpOriginated(ask, clock, call);
		return mayHaveActed(notTaken(called, answer.message));
	}
	if (clock.now() - requestedAtMs >= ringTimeoutMs) return didNotAnswer(called, ringTimeoutMs);
	await clock.sleep(settleMs);
	return notTaken(called, answer.message);
}

/** The channel variable that holds the order. */
const orderVariable = 'N8N_ORDER';

/** The order by which a channel of this id lives; empty for a channel without one, undefined for no channel. */
async function orderOf(ask: Ask, id: string): Promise<string | Failure | undefined> {
	const fields = [
		['Channel', id],
		['Variable', orderVariable],
	] as const;
	const answer = await ask.raw(actions.getVariable, fields, {
		sendEvenWhenCancelled: true,
		timeoutMs: hangUpTimeoutMs,
	});
	if (answer instanceof Failure) return answer;
	return answer instanceof Refusal ? undefined : (answer.fields.value ?? '');
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
export async function hangUpOriginated(
	ask: Ask,
	clock: Clock,
	call: Pick<Originate, 'id' | 'order'>,
): Promise<void> {
	const beganAtMs = clock.now();
	for (const pauseMs of [0, ...hangUpPausesMs]) {
		if (clock.now() - beganAtMs >= hangUpBudgetMs) return;
		if (pauseMs > 0) await clock.sleep(pauseMs, true);
		if ((await tryToEnd(ask, call)) === 'over') return;
	}
}

/** `over`: nothing is left to end, or another try would be of no use. */
async function tryToEnd(
	ask: Ask,
	{ id, order }: Pick<Originate, 'id' | 'order'>,
): Promise<'over' | 'tryAgain'> {
	if (order !== undefined) {
		const shown = await orderOf(ask, id);
		if (shown instanceof Failure && noSession.has(shown.kind)) return 'over';
		if (shown === undefined) return 'tryAgain';
		// The phone is in a call that another process ordered: that one is not ours to end.
		if (typeof shown === 'string' && shown !== order) return 'over';
	}
	const answer = await ask.raw(actions.hangUp, hangUpFields(id), {
		sendEvenWhenCancelled: true,
		timeoutMs: hangUpTimeoutMs,
	});
	if (answer instanceof Failure) return noSession.has(answer.kind) ? 'over' : 'tryAgain';
	return answer instanceof Refusal ? 'tryAgain' : 'over';
}

/** Failures after which another try would be another sign-in that the PBX refuses. */
const noSession: ReadonlySet<FailureKind> = new Set(['authenticationFailed', 'lockedOut']);

/** Phones that this n8n is calling, each with its PBX. */
const beingCalled = new Set<string>();

/**
 * Makes the call of this id unless another execution does so at this moment: the channels of the PBX show such a
 * call too late. Between processes of their own, such as the workers of a queue, the PBX decides by the id.
 */
export async function oneCallAtATime<T>(
	pbx: string,
	id: string,
	called: Called,
	call: () => Promise<T>,
): Promise<T | Failure> {
	const phone = `${pbx} ${id}`;
	if (beingCalled.has(phone)) return notIdle(called, { detail: ': it is being called' });
	beingCalled.add(phone);
	try {
		return await call();
	} finally {
		beingCalled.delete(phone);
	}
}

function beingCalledElsewhere(called: Called): Failure {
	return notIdle(called, { detail: ': another n8n process calls it', input: 'supervisor' });
}

/** Asterisk gives no reason; the state of the extension may. */
function notTaken(called: Called, message: string): Failure {
	return new Failure(
		'refused',
		`${calledWords(called)} did not take the call: it is busy, or the call was rejected`,
		`Try again when it is idle, or choose another one.`,
		message,
	);
}
