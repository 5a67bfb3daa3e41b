import type { Clock } from '../../../model/clock';
import { Failure, type Done } from '../../../model/failure';
import { conversationOf } from '../callState/channels/conversation';
import { actions } from '../wire/actions';
import type { Ask } from '../wire/client';
import type { DriverConfig } from '../wire/config';

/** Asterisk plays a digit for 100 ms. Without a gap after it, the other end may read it twice. */
const gapMs = 100;

/** Waits as long as in Asterisk's application SendDTMF. */
const pause = 'w';
const pauseMs = 500;

/**
 * Plays each digit to the channel of the other party (PlayDTMF): the extension's own phone does not hear
 * it, and it is no feature code of the PBX, as it would be if it came from the extension.
 */
export async function sendDigits(
	ask: Ask,
	clock: Clock,
	config: DriverConfig,
	extension: string,
	digits: string,
): Promise<Done | Failure> {
	const call = await conversationOf(ask, config, extension);
	if (call instanceof Failure) return call;
	const total = [...digits].filter((one) => one !== pause).length;
	let sent = 0;
	for (const digit of digits) {
		if (digit === pause) {
			await clock.sleep(pauseMs);
			continue;
		}
		const fields = [
			['Channel', call.other.name],
			['Digit', digit],
		] as const;
		const answer = await ask(actions.playDigit, fields, extension);
		if (answer instanceof Failure) return digitsPartlySent(answer, sent, total);
		sent += 1;
		if (sent < total) await clock.sleep(gapMs);
	}
	return 'done';
}

/** DTMF digits that were not all sent. The digits are not shown: they may be a PIN. */
function digitsPartlySent(failure: Failure, sent: number, total: number): Failure {
	const isUncertain = failure.kind === 'outcomeUnknown';
	if (failure.kind === 'cancelled' || (sent === 0 && !isUncertain)) return failure;
	const { message, remedy, pbxCode, input } = failure;
	const next = isUncertain ? 'and the next one may have been' : 'and no more';
	return new Failure(
		'outcomeUnknown',
		`${sent} of ${total} digits were sent, ${next}: ${message}`,
		remedy,
		pbxCode,
		input,
	);
}
