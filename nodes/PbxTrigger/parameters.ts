import type {
	FunctionsBase,
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
} from 'n8n-workflow';

import { familyOf } from '../../pbx/drivers/registry';
import { eventLabels } from '../../pbx/events/eventLabels';
import type { EventFilter } from '../../pbx/events/filter';
import type { EventName } from '../../pbx/model/event';
import type { EventSource } from '../../pbx/model/events';
import { Failure } from '../../pbx/model/failure';
import { splitList } from '../Pbx/actions/fields/list';
import { simplify } from '../Pbx/actions/fields/outputFields';
import { picked } from '../Pbx/actions/fields/picker';
import { directionLabels, extensionStateLabels } from '../Pbx/labels';
import { fieldLabels } from './labels';
import { defaultHeartbeatInterval } from './properties';
import { readAllowedAddresses, type AllowedAddresses } from './webhook/allowedAddresses';

/** Where the node's parameters are read, whichever of n8n's contexts it is. */
export type Parameters = IExecuteFunctions | OtherParameters;

interface OtherParameters extends Pick<FunctionsBase, 'getNode'> {
	getNodeParameter(name: string, fallback?: unknown): unknown;
}

/** In an execution a parameter is read for an item; the trigger has one. */
function readParameter(context: Parameters, name: string, fallback?: unknown): unknown {
	return 'getInputData' in context
		? context.getNodeParameter(name, 0, fallback)
		: context.getNodeParameter(name, fallback);
}

/** The kind of PBX that the trigger is for, with how its events arrive. */
export interface TriggerFamily {
	value: string;
	label: string;
	source: EventSource;
}

export function triggerFamily(context: Parameters): TriggerFamily | Failure {
	const value = readParameter(context, 'family');
	const family = familyOf(value);
	if (!family) {
		return wrongChoice(fieldLabels.family, value, 'Choose one from the list.');
	}
	const { label, events } = family;
	if (events) return { value: String(value), label, source: events };
	return new Failure(
		'unsupported',
		`${label} sends no events`,
		`What each kind of PBX sends: ${eventsPage}`,
	);
}

/** The panel cannot see the fields of the credential, so the user chooses the kind of PBX twice. */
export function familyMismatch(
	context: Parameters,
	{ pbx }: ICredentialDataDecryptedObject,
): Failure | undefined {
	const value = readParameter(context, 'family');
	if (value === pbx) return undefined;
	const [theirs, ours] = [familyOf(pbx), familyOf(value)];
	return new Failure(
		'invalidInput',
		`The credential is for ${theirs?.label ?? 'an unknown PBX'}, the trigger for ${ours?.label ?? 'an unknown PBX'}`,
		`Change '${fieldLabels.family}', or choose another credential.`,
	);
}

/** Which events the user wants. A word that is not known would let nothing or everything through. */
export function eventFilter(context: Parameters): EventFilter | Failure {
	try {
		return readFilter(context);
	} catch (error) {
		const reason = error instanceof Error ? error.message : 'unknown reason';
		return new Failure(
			'invalidInput',
			`The filter cannot be read: ${reason}`,
			`Check the expressions in '${fieldLabels.events}' and '${fieldLabels.filters}'.`,
		);
	}
}

function readFilter(context: Parameters): EventFilter | Failure {
	const family = triggerFamily(context);
	if (family instanceof Failure) return family;
	const chosen = splitList(readParameter(context, 'events', []));
	if (chosen.length === 0) return empty(fieldLabels.events, 'Choose at least one event.');
	const unsent = chosen.find((name) => isUnsent(name, family.source));
	if (unsent !== undefined) return notSent(unsent, family.label);
	const events = choices(chosen, family.source.eventNames, fieldLabels.events);
	if (events instanceof Failure) return events;
	const filters = collection(context, 'filters');
	const unset = expressionWithoutValue(context, filters);
	if (unset !== undefined) return empty(fieldLabels[unset], 'Its expression gives no value.');
	const directions = choices(
		splitList(filters.directions),
		keysOf(directionLabels),
		fieldLabels.directions,
	);
	if (directions instanceof Failure) return directions;
	const states = choices(
		splitList(filters.states),
		keysOf(extensionStateLabels),
		fieldLabels.states,
	);
	if (states instanceof Failure) return states;
	return {
		events,
		directions,
		states,
		extensions: splitList(picked(filters.extensions)),
		otherParty: splitList(filters.otherParty),
	};
}

/** Whether an event is one that only other kinds of PBX send. */
function isUnsent(name: string, { eventNames }: EventSource): name is EventName {
	return Object.hasOwn(eventLabels, name) && !eventNames.some((each) => each === name);
}

function notSent(name: EventName, family: string): Failure {
	return new Failure(
		'unsupported',
		`${family} does not send the event ${eventLabels[name].name}`,
		`Remove it from '${fieldLabels.events}'. What each kind of PBX sends: ${eventsPage}`,
	);
}

const eventsPage =
	'https://github.com/n8n-nodes-pbx/n8n-nodes-pbx/blob/main/docs/events.md#events-and-their-fields';

const filterNames = ['directions', 'extensions', 'otherParty', 'states'] as const;

/** A filter that is left empty lets everything through, which is not what an expression was written for. */
function expressionWithoutValue(
	context: Parameters,
	filters: IDataObject,
): (typeof filterNames)[number] | undefined {
	const entered: unknown = context.getNode().parameters.filters;
	if (!isCollection(entered)) return undefined;
	return filterNames.find((name) => {
		const text = picked(entered[name]);
		const isExpression = typeof text === 'string' && text.startsWith('=');
		return isExpression && splitList(picked(filters[name])).length === 0;
	});
}

function empty(label: string, remedy: string): Failure {
	return new Failure('invalidInput', `'${label}' is empty`, remedy);
}

/** The chosen values, if each is known. */
function choices<Value extends string>(
	wanted: readonly string[],
	known: readonly Value[],
	label: string,
): Value[] | Failure {
	const wrong = wanted.find((word) => !known.some((each) => each === word));
	if (wrong !== undefined) return wrongChoice(label, wrong, `Known are: ${known.join(', ')}.`);
	return known.filter((each) => wanted.includes(each));
}

function wrongChoice(label: string, value: unknown, remedy: string): Failure {
	const word = String(value).slice(0, 40);
	return new Failure('invalidInput', `'${label}' has the unknown value ${word}`, remedy);
}

function keysOf<Key extends string>(table: Readonly<Record<Key, unknown>>): Key[] {
	return Object.keys(table).filter((key): key is Key => Object.hasOwn(table, key));
}

export function reportAddressOverride(context: Parameters): string {
	return String(collection(context, 'options').reportAddressOverride ?? '').trim();
}

/** From where reports are accepted; nothing given: from everywhere. */
export function allowedAddresses(context: Parameters): AllowedAddresses | Failure {
	return readAllowedAddresses(splitList(collection(context, 'options').allowedAddresses));
}

/** Whether only the fields that workflows use are wanted of an event. */
export function isSimplified(context: Parameters): boolean {
	return readParameter(context, simplify.name, simplify.default) !== false;
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

function collection(context: Parameters, name: string): IDataObject {
	const value = readParameter(context, name, {});
	return isCollection(value) ? value : {};
}

function isCollection(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
