import type { ExtensionState } from '../model/extension';
import {
	callOf,
	otherParty,
	partiesOf,
	type CallEvent,
	type Direction,
	type DomainEvent,
	type EventName,
} from '../model/event';

/** Which events are wanted. An empty list lets everything through. */
export interface EventFilter {
	events: readonly EventName[];
	/** Asked of every event that is about an extension. */
	extensions: readonly string[];
	/** Asked of events that are about a call. */
	directions: readonly Direction[];
	/** Asked of changes of an extension's state. */
	states: readonly ExtensionState[];
	/** Patterns of numbers, asked of events about a call or a queue's caller: `*` any digits, `?` one. */
	otherParty: readonly string[];
}

export function isWanted(event: DomainEvent, filter: EventFilter): boolean {
	if (!isEmptyOrHas(filter.events, event.event)) return false;
	switch (event.event) {
		case 'pbxStarted':
			return true;
		case 'extensionStateChanged':
			return (
				isEmptyOrHasOneOf(filter.extensions, event.extensions) &&
				isEmptyOrHas(filter.states, event.state)
			);
		case 'monitoringStarted':
		case 'monitoringEnded':
		case 'agentPaused':
		case 'agentResumed':
			return isEmptyOrHasOneOf(filter.extensions, event.extensions);
		case 'callerWaiting':
		case 'callerLeft':
			return isWantedNumber(event.from, filter);
		case 'agentRinging':
		case 'agentAnswered':
			return (
				isEmptyOrHasOneOf(filter.extensions, event.extensions) && isWantedNumber(event.from, filter)
			);
		case 'callRinging':
		case 'callAnswered':
		case 'callEnded':
		case 'callFailed':
		case 'callTransferred':
		case 'callRecord':
			return isWantedCall(event, filter);
	}
}

function isWantedCall(event: CallEvent, filter: EventFilter): boolean {
	const { direction } = callOf(event);
	return (
		isEmptyOrHasOneOf(filter.extensions, extensionsOf(event)) &&
		(filter.directions.length === 0 || filter.directions.some((wanted) => wanted === direction)) &&
		isWantedParty(event, filter)
	);
}

function isWantedParty(event: CallEvent, { otherParty: patterns }: EventFilter): boolean {
	if (patterns.length === 0) return true;
	const outside = otherParty(event);
	const numbers = outside === undefined ? partiesOf(event) : [outside];
	return numbers.some((number) => matchesAny(number, patterns));
}

/** The caller of a queue is whom the filter of the other party is about. */
function isWantedNumber(
	caller: string | undefined,
	{ otherParty: patterns }: EventFilter,
): boolean {
	return patterns.length === 0 || (caller !== undefined && matchesAny(caller, patterns));
}

function matchesAny(number: string, patterns: readonly string[]): boolean {
	return patterns.some((pattern) => matches(number, pattern));
}

/** Whether the number is the pattern, digit by digit; blanks, hyphens and brackets do not count. */
export function matches(number: string, pattern: string): boolean {
	const digits = plain(number);
	const parts = plain(pattern).split('*');
	const [first = '', ...rest] = parts;
	const last = rest.pop();
	if (!isAt(digits, first, 0)) return false;
	if (last === undefined) return digits.length === first.length;
	const end = digits.length - last.length;
	// Each part at its earliest place: no other choice leaves more digits for those after it.
	let from = first.length;
	for (const part of rest) {
		while (from + part.length <= end && !isAt(digits, part, from)) from += 1;
		from += part.length;
	}
	return from <= end && isAt(digits, last, end);
}

function plain(text: string): string {
	return text.replace(/[\s()/.-]/g, '');
}

function isAt(digits: string, part: string, from: number): boolean {
	if (from + part.length > digits.length) return false;
	return [...part].every((sign, index) => sign === '?' || sign === digits[from + index]);
}

/** A record of a transferred call does not say which of its numbers are extensions. */
function extensionsOf(event: CallEvent): readonly string[] {
	if (event.event !== 'callRecord') return event.extensions;
	switch (event.record.direction) {
		case 'internal':
		case 'inbound':
		case 'outbound':
			return event.extensions;
		case 'callback':
		case 'transfer':
		case undefined:
			return partiesOf(event);
	}
}

function isEmptyOrHas<T>(wanted: readonly T[], value: T): boolean {
	return wanted.length === 0 || wanted.includes(value);
}

function isEmptyOrHasOneOf<T>(wanted: readonly T[], values: readonly T[]): boolean {
	return wanted.length === 0 || values.some((value) => wanted.includes(value));
}
