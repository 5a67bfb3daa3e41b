import type { ExtensionState } from '../model/extension';
import {
	otherParty,
	partiesOf,
	type CallEvent,
	type Direction,
	type DomainEvent,
	type EventName,
	type ExtensionStateChange,
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
	/** Patterns of numbers, asked of events that are about a call: `*` any digits, `?` one. */
	otherParty: readonly string[];
}

export function isWanted(event: DomainEvent, filter: EventFilter): boolean {
	const { events, extensions, directions, states } = filter;
	if (!isEmptyOrHas(events, event.event)) return false;
	if (event.event === 'pbxStarted') return true;
	if (!isEmptyOrHasOneOf(extensions, extensionsOf(event))) return false;
	if (event.event === 'extensionStateChanged') return isEmptyOrHas(states, event.state);
	if (directions.length > 0 && !(event.direction && directions.includes(event.direction))) {
		return false;
	}
	return isWantedParty(event, filter);
}

function isWantedParty(event: CallEvent, { otherParty: patterns }: EventFilter): boolean {
	if (patterns.length === 0) return true;
	const outside = otherParty(event);
	const numbers = outside === undefined ? partiesOf(event) : [outside];
	return patterns.some((pattern) => numbers.some((number) => matches(number, pattern)));
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
	// Each part at its earliest place: no other choice leaves more room for those after it.
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
function extensionsOf(event: CallEvent | ExtensionStateChange): readonly string[] {
	const untold = event.event === 'callRecord' && event.direction === undefined;
	return untold ? partiesOf(event) : event.extensions;
}

function isEmptyOrHas<T>(wanted: readonly T[], value: T): boolean {
	return wanted.length === 0 || wanted.includes(value);
}

function isEmptyOrHasOneOf<T>(wanted: readonly T[], values: readonly T[]): boolean {
	return wanted.length === 0 || values.some((value) => wanted.includes(value));
}
