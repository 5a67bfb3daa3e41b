import { createHash, timingSafeEqual } from 'crypto';
import type { IWebhookFunctions } from 'n8n-workflow';

import { pbxText } from '../../../pbx/http/pbxText';
import { Failure } from '../../../pbx/model/failure';
import type { DomainEvent } from '../../../pbx/model/event';
import { isAllowed } from './allowedAddresses';
import { readStaticData, writeStaticData } from '../registration/staticData';
import { fieldLabels } from '../labels';
import { allowedAddresses } from '../parameters';
import { triggerOf } from '../registration/register';
import { reportRegistry, type Registration } from '../registration/registrations';

/** Whether the sender knows the key of the address. */
export function hasValidKey(context: IWebhookFunctions): boolean {
	const { key } = context.getParamsData() as { key?: unknown };
	return typeof key === 'string' && knownKeys(context).some((known) => isSame(key, known));
}

/** Whether the sender's address is an allowed one. */
export function isAllowedSender(context: IWebhookFunctions): boolean {
	const allowed = allowedAddresses(context);
	// n8n fills this from forwarded headers only where it is configured to trust a proxy.
	const sender = context.getRequestObject().ip ?? '';
	if (!(allowed instanceof Failure) && isAllowed(sender, allowed)) return true;
	context.logger.warn(
		`PBX Trigger: a report from ${sender} was refused: the address is not among '${fieldLabels.allowedAddresses}'.`,
	);
	return false;
}

/** Whether it is the PBX whose reports came first. */
export function isExpectedPbx(context: IWebhookFunctions, event: DomainEvent): boolean {
	const { pbxSerialNumber } = event;
	// Two of the printed reports have none.
	if (pbxSerialNumber === undefined) return true;
	const data = context.getWorkflowStaticData('node');
	const { serialNumber } = readStaticData(data);
	if (serialNumber === undefined) {
		writeStaticData(data, { serialNumber: pbxSerialNumber });
		return true;
	}
	if (serialNumber === pbxSerialNumber) return true;
	context.logger.warn(
		`PBX Trigger: a report of the PBX ${pbxText(pbxSerialNumber)} was refused: reports come from the PBX ${pbxText(serialNumber)}. If the PBX was replaced, unpublish the workflow and publish it again (n8n 1: deactivate and activate it).`,
	);
	return false;
}

/** The key that is stored, and the one of a registration that n8n is about to store. */
function knownKeys(context: IWebhookFunctions): string[] {
	const stored = readStaticData(context.getWorkflowStaticData('node')).key;
	return [stored, registrationOf(context)?.key].filter((key) => key !== undefined);
}

/** The zone in which the PBX writes its times: reading the credential would decrypt it for every report. */
export function timeZoneOfPbx(context: IWebhookFunctions): string {
	const stored = readStaticData(context.getWorkflowStaticData('node')).timeZone;
	return stored ?? registrationOf(context)?.timeZone ?? context.getTimezone();
}

function registrationOf(context: IWebhookFunctions): Registration | undefined {
	const purpose = context.getMode() === 'manual' ? 'test' : 'production';
	return reportRegistry.of(triggerOf(context), purpose);
}

/** In constant time, whatever the lengths. */
function isSame(one: string, other: string): boolean {
	const digest = (text: string) => createHash('sha256').update(text, 'utf8').digest();
	return timingSafeEqual(digest(one), digest(other));
}
