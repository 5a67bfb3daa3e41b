import { sleep, type IWebhookFunctions, type IWebhookResponseData } from 'n8n-workflow';

import { Failure } from '../../../pbx/model/failure';
import type { DomainEvent } from '../../../pbx/model/event';
import type { ReportedEvent } from '../../../pbx/model/events';
import { isWanted } from '../../../pbx/events/filter';
import type { Deduplicator } from '../../../pbx/events/deduplicator';
import { eventFilter, isSimplified, triggerFamily } from '../parameters';
import { answerWebhookCheck, isWebhookCheck } from '../registration/ownWebhook';
import { hasValidKey, isAllowedSender, isExpectedPbx, timeZoneOfPbx } from './authenticate';
import { deduplicatorFor } from './deduplicators';
import { eventItem } from './eventItem';
import { rawBody } from './rawBody';

/** The report with both parties comes within this time, if there is one beside the caller's. */
const calleeReportDelayMs = 1_000;

/** No report is as long. */
export const maxReportBytes = 65_536;

/** One request to the report address that was registered at the PBX. */
export async function receiveReport(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const receivedAt = new Date();
	if (!hasValidKey(context)) return refuse(context, 404);
	const body = rawBody(context);
	// It comes from n8n itself, whose address need not be among the allowed ones.
	if (isWebhookCheck(body)) {
		answerWebhookCheck(context);
		return { noWebhookResponse: true };
	}
	if (!isAllowedSender(context)) return refuse(context, 404);
	if (Buffer.byteLength(body) > maxReportBytes) return refuse(context, 413);
	const event = parse(context, body);
	if (!event) return drop(context, 'a request that is no known report');
	if (!isExpectedPbx(context, event)) return refuse(context, 404);
	return await deliver(context, { event }, receivedAt);
}

/** Starts the workflow with an event, if it is wanted and new. */
export async function deliver(
	context: IWebhookFunctions,
	{ event, occasion }: ReportedEvent,
	receivedAt: Date,
): Promise<IWebhookResponseData> {
	const filter = eventFilter(context);
	if (filter instanceof Failure) return dropUnfiltered(context, filter);
	const deduplicator = deduplicatorFor(context);
	const answered = await answerEarly(context, event, deduplicator);
	if (answered === 'known') return { noWebhookResponse: true };
	const wanted = isWanted(event, filter);
	// Reports with an occasion complete each other: one that lacks what a filter asks for hides no later one.
	const isDuplicate =
		(wanted || occasion === undefined) && deduplicator.isDuplicate(event, occasion);
	if (isDuplicate || !wanted) {
		if (answered) return { noWebhookResponse: true };
		return drop(context, `${event.event}, ${isDuplicate ? 'a duplicate' : 'not wanted'}`);
	}
	const json = eventItem(event, receivedAt, { simplified: isSimplified(context) });
	return { workflowData: [[{ json }]], noWebhookResponse: answered === 'answered' };
}

function parse(context: IWebhookFunctions, body: string): DomainEvent | undefined {
	const family = triggerFamily(context);
	if (family instanceof Failure || family.source.arrive !== 'registered') return undefined;
	return family.source.parseReport(body, timeZoneOfPbx(context));
}

/**
 * What only the caller hears is part of a ringing call that is reported at the same time with both
 * parties. The PBX gets its answer at once, and the report waits for the other one.
 */
async function answerEarly(
	context: IWebhookFunctions,
	event: DomainEvent,
	deduplicator: Deduplicator,
): Promise<'answered' | 'known' | undefined> {
	if (event.event !== 'callRinging' || event.heardBy === 'callee') return undefined;
	context.getResponseObject().status(200).end();
	await sleep(calleeReportDelayMs);
	return deduplicator.knowsRinging(event) ? 'known' : 'answered';
}

export function drop(context: IWebhookFunctions, what: string): IWebhookResponseData {
	context.logger.debug(`PBX Trigger: dropped ${what}`);
	return { webhookResponse: 'OK' };
}

/** An expression in the filter that has no usable value starts nothing, rather than everything. */
function dropUnfiltered(
	context: IWebhookFunctions,
	{ message, remedy }: Failure,
): IWebhookResponseData {
	context.logger.warn(`PBX Trigger: dropped a report. ${message}. ${remedy}`);
	return { webhookResponse: 'OK' };
}

/** No detail, so that probing reveals nothing. */
export function refuse(context: IWebhookFunctions, status: 401 | 404 | 413): IWebhookResponseData {
	context.getResponseObject().status(status).end();
	return { noWebhookResponse: true };
}
