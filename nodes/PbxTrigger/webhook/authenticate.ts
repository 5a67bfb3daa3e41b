import { createHash, timingSafeEqual } from 'crypto';
import type { IWebhookFunctions } from 'n8n-workflow';

import { Failure } from '../../../pbx/model/failure';
import type { DomainEvent } from '../../../pbx/model/event';
import { isAllowed } from './allowedAddresses';
import { readStaticData, writeStaticData } from '../registration/staticData';
import { allowedAddresses } from '../parameters';
import { triggerOf } from '../registration/register';
import { reportRegistry } from '../registration/registrations';

/** Whether the sender knows the key of the address and may be where it is. */
export function hasValidKey(context: IWebhookFunctions): boolean {
	const { key } = context.getParamsData() as { key?: unknown };
	if (typeof key !== 'string' || !knownKeys(context).some((known) => isSame(key, known))) {
		return false;
	}
	const allowed = allowedAddresses(context);
	// n8n fills this from forwarded headers only where it is told to trust a proxy.
	const sender = context.getRequestObject().ip ?? '';
	if (!(allowed instanceof Failure) && isAllowed(sender, allowed)) return true;
	context.logger.warn(
		`PBX Trigger: a report from ${sender} was refused: the address is not among 'Allowed PBX Addresses'.`,
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
		`PBX Trigger: a report of the PBX ${pbxSerialNumber.slice(0, 40)} was refused: reports come from the PBX ${serialNumber}. If the PBX was replaced, deactivate the workflow and activate it again.`,
	);
	return false;
}

/** The key that is stored, and the one of a registration that n8n is about to store. */
function knownKeys(context: IWebhookFunctions): string[] {
	const stored = readStaticData(context.getWorkflowStaticData('node')).key;
	const purpose = context.getMode() === 'manual' ? 'test' : 'production';
	const claimed = reportRegistry.of(triggerOf(context), purpose)?.key;
	return [stored, claimed].filter((key) => key !== undefined);
}

/** In constant time, whatever the lengths. */
function isSame(one: string, other: string): boolean {
	const digest = (text: string) => createHash('sha256').update(text, 'utf8').digest();
	return timingSafeEqual(digest(one), digest(other));
}
