import { sleep, type IWebhookFunctions, type IWebhookResponseData } from 'n8n-workflow';

import { Failure } from '../../../pbx/model/failure';
import type { DomainEvent } from '../../../pbx/model/event';
import { isWanted } from '../../../pbx/events/filter';
import type { Deduplicator } from '../../../pbx/events/deduplicator';
import { eventItem } from './eventItem';
import { deduplicatorFor } from './deduplicators';
import { hasValidKey, isExpectedPbx } from './authenticate';
import { eventFilter } from '../parameters';
import { rawBody } from './rawBody';
import { parserFor } from './reportParser';

/** ms within which the report with both parties comes, when there is one for the caller alone. */
const calleeReportDelayMs = 1_000;

/** More than any report has. */
const maxReportBytes = 65_536;

/** One request to the report address. */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const receivedAt = new Date();
	if (!hasValidKey(context)) return refuse(context, 404);
	const body = rawBody(context);
	if (Buffer.byteLength(body) > maxReportBytes) return refuse(context, 413);
	const event = await readEvent(context, body);
	if (!event) return drop(context, 'a request that is no known report');
	if (!isExpectedPbx(context, event)) return refuse(context, 404);
	const filter = eventFilter(context);
	const folding = deduplicatorFor(context);
	const answered = await answerEarly(context, event, folding);
	if (answered === 'known') return { noWebhookResponse: true };
	const again = folding.isDuplicate(event) === 'repeated';
	const dropped = again || !isWanted(event, filter);
	if (dropped && answered) return { noWebhookResponse: true };
	if (dropped)
		return drop(context, again ? `${event.event}, told before` : `${event.event}, not wanted`);
	const json = eventItem(event, receivedAt);
	return { workflowData: [[{ json }]], noWebhookResponse: answered === 'answered' };
}

async function readEvent(
	context: IWebhookFunctions,
	body: string,
): Promise<DomainEvent | undefined> {
	const read = await parserFor(context);
	if (!(read instanceof Failure)) return read?.(body);
	const { message, remedy } = read;
	context.logger.warn(`PBX Trigger: a report could not be read. ${message}. ${remedy}`);
	return undefined;
}

/**
 * What only the caller hears is part of a ringing call that is reported at the same time with both
 * parties. The PBX gets its answer at once, and the report waits whether the other one comes.
 */
async function answerEarly(
	context: IWebhookFunctions,
	event: DomainEvent,
	folding: Deduplicator,
): Promise<'answered' | 'known' | undefined> {
	if (event.event !== 'callRinging' || event.heardBy === 'callee') return undefined;
	context.getResponseObject().status(200).end();
	await sleep(calleeReportDelayMs);
	return folding.knowsRinging(event) ? 'known' : 'answered';
}

function drop(context: IWebhookFunctions, what: string): IWebhookResponseData {
	context.logger.debug(`PBX Trigger: dropped ${what}`);
	return { webhookResponse: 'OK' };
}

/** Without any detail: whoever asks does not learn what is here. */
function refuse(context: IWebhookFunctions, status: 404 | 413): IWebhookResponseData {
	context.getResponseObject().status(status).end();
	return { noWebhookResponse: true };
}
