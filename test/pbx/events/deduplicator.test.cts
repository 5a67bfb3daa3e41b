import { parseReport } from '../../../pbx/drivers/openvox/wire/parseReport';
import type { DomainEvent } from '../../../pbx/model/event';
import { Deduplicator } from '../../../pbx/events/deduplicator';
import { standingClock } from '../../../simulator/clock.cts';
import { printedReport } from '../drivers/openvox/wire/printedReports.cts';

const seconds = 1000;

let clock = standingClock(new Date());
let folding = new Deduplicator(clock);

beforeEach(() => {
	clock = standingClock(new Date());
	folding = new Deduplicator(clock);
});

function read(body: string): DomainEvent {
	const event = parseReport(body);
	if (!event) throw new Error(`not read: ${body}`);
	return event;
}

function printed(name: string): DomainEvent {
	return read(printedReport(name));
}

function status(extension: string, word: string): DomainEvent {
	return read(`{"action":"ExtensionStatus","extension":"${extension}","status":"${word}"}`);
}

test.each([
	['answer-internal', 'answered-internal'],
	['bye-internal-1', 'bye-internal-2'],
	['bye-outbound-1', 'bye-outbound-2'],
	['bye-outbound-2', 'bye-outbound-1'],
])('%s and %s are one event', (first, second) => {
	expect(folding.isDuplicate(printed(first))).toBe('new');
	clock.advance(4 * seconds);
	expect(folding.isDuplicate(printed(second))).toBe('repeated');
});

test('after five seconds the same parties are in another call', () => {
	expect(folding.isDuplicate(printed('answer-internal'))).toBe('new');
	clock.advance(5 * seconds);
	expect(folding.isDuplicate(printed('answer-internal'))).toBe('new');
});

test('a repetition does not put the end of the five seconds off', () => {
	folding.isDuplicate(printed('answer-internal'));
	clock.advance(4 * seconds);
	expect(folding.isDuplicate(printed('answer-internal'))).toBe('repeated');
	clock.advance(1 * seconds);
	expect(folding.isDuplicate(printed('answer-internal'))).toBe('new');
});

test('other parties, other events and another PBX are events of their own', () => {
	const body = printedReport('answer-internal');
	expect(folding.isDuplicate(read(body))).toBe('new');
	expect(folding.isDuplicate(read(body.replaceAll('106', '107')))).toBe('new');
	expect(folding.isDuplicate(read(body.replaceAll('ANSWER', 'BYE')))).toBe('new');
	expect(folding.isDuplicate(read(body.replaceAll('a0980', 'b0980')))).toBe('new');
});

test('twins whose order was changed on the way are still two events', () => {
	const names = ['answer-internal', 'bye-internal-1', 'answered-internal', 'bye-internal-2'];
	expect(names.map((name) => folding.isDuplicate(printed(name)))).toEqual([
		'new',
		'new',
		'repeated',
		'repeated',
	]);
});

test('an extension that was idle in between is in a new call', () => {
	const words = ['InUse', 'InUse', 'Idle', 'InUse', 'Idle', 'Idle'];
	expect(words.map((word) => folding.isDuplicate(status('106', word)))).toEqual([
		'new',
		'repeated',
		'new',
		'new',
		'new',
		'repeated',
	]);
	expect(folding.isDuplicate(status('107', 'Idle'))).toBe('new');
});

test('a record is told once, however late it is repeated', () => {
	expect(folding.isDuplicate(printed('new-cdr-inbound'))).toBe('new');
	clock.advance(600 * seconds);
	expect(folding.isDuplicate(printed('new-cdr-inbound'))).toBe('repeated');
	expect(folding.isDuplicate(read(printedReport('new-cdr-inbound').replace('.2135', '.2136')))).toBe(
		'new',
	);
});

describe('what only the caller hears', () => {
	test.each(['internal', 'outbound', 'inbound'])('is part of the ringing call: %s', (kind) => {
		const alert = printed(`alert-${kind}`);
		if (alert.event !== 'callRinging') throw new Error('no ringing');
		expect(folding.knowsRinging(alert)).toBe(false);
		folding.isDuplicate(printed(`ring-${kind}`));
		expect(folding.knowsRinging(alert)).toBe(true);
		clock.advance(5 * seconds);
		expect(folding.knowsRinging(alert)).toBe(false);
	});

	test('is not part of the call of somebody else', () => {
		const alert = printed('alert-internal');
		if (alert.event !== 'callRinging') throw new Error('no ringing');
		folding.isDuplicate(printed('ring-outbound'));
		folding.isDuplicate(printed('answer-internal'));
		expect(folding.knowsRinging(alert)).toBe(false);
	});
});

test('the memory is bounded, and the newest is kept', () => {
	for (let extension = 1000; extension < 12_000; extension += 1) {
		expect(folding.isDuplicate(status(String(extension), 'Idle'))).toBe('new');
	}
	expect(folding.isDuplicate(status('11999', 'Idle'))).toBe('repeated');
	expect(folding.isDuplicate(status('1000', 'Idle'))).toBe('new');
});
