import type { FunctionsBase, IDataObject } from 'n8n-workflow';

import type { EventFilter } from '../../pbx/events/filter';
import { readAllowedAddresses, type AllowedAddresses } from './webhook/allowedAddresses';
import { Failure } from '../../pbx/model/failure';
import { defaultHeartbeatInterval } from './properties';

/** Where the node's parameters are read, whichever of n8n's contexts it is. */
export interface Parameters extends Pick<FunctionsBase, 'getNode'> {
	getNodeParameter(name: string, fallback?: unknown): unknown;
}

function collection(context: Parameters, name: string): IDataObject {
	const value = context.getNodeParameter(name, {});
	return typeof value === 'object' && value !== null ? (value as IDataObject) : {};
}

/** The parts of a text that are separated by commas, or of a list. */
function listed(value: unknown): string[] {
	const parts: unknown[] = Array.isArray(value) ? value : String(value ?? '').split(/[,;\n]/);
	return parts.map((part) => String(part).trim()).filter((part) => part !== '');
}

function oneOf<T extends string>(known: readonly T[], value: unknown): T[] {
	const wanted = listed(value);
	return known.filter((each) => wanted.includes(each));
}

/** Which events the user wants. */
export function eventFilter(context: Parameters): EventFilter {
	const { directions, extensions, otherParty, states } = collection(context, 'filters');
	return {
		events: oneOf(
			[
				'callRinging',
				'callAnswered',
				'callEnded',
				'callFailed',
				'callTransferred',
				'callRecord',
				'extensionStateChanged',
				'pbxStarted',
			],
			context.getNodeParameter('events', []),
		),
		extensions: listed(extensions),
		directions: oneOf(['internal', 'inbound', 'outbound'], directions),
		states: oneOf(
			['idle', 'ringing', 'inCall', 'onHold', 'unavailable', 'fault', 'unknown'],
			states,
		),
		otherParty: listed(otherParty),
	};
}

export function reportAddressOverride(context: Parameters): string {
	return String(collection(context, 'options').reportAddressOverride ?? '').trim();
}

/** From where reports are accepted; nothing given: from everywhere. */
export function allowedAddresses(context: Parameters): AllowedAddresses | Failure {
	return readAllowedAddresses(listed(collection(context, 'options').allowedAddresses));
}

/** Seconds. */
export function heartbeatInterval(context: Parameters): number {
	const seconds = Number(
		collection(context, 'options').heartbeatInterval ?? defaultHeartbeatInterval,
	);
	return Number.isInteger(seconds) && seconds >= 1 && seconds <= 1200
		? seconds
		: defaultHeartbeatInterval;
}
