import { parseReport } from '../../../pbx/drivers/openvox/wire/parseReport';
import type { DomainEvent } from '../../../pbx/model/event';
import { Deduplicator } from '../../../pbx/events/deduplicator';
import { standingClock } from '../../../simulator/clock.cts';
import { printedReport } from '../drivers/openvox/wire/printedReports.cts';

const seconds = 1000;

let clock = standingClock(new Date());
let deduplicator = new Deduplicator(clock);

beforeEach(() => {
	clock = standingClock(new Date());
	deduplicator = new Deduplicator(clock);
});

function read(body: string): DomainEvent {
	const event = parseReport(body, 'UTC');
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
	expect(deduplicator.isDuplicate(printed(first))).toBe(false);
	clock.advance(4 * seconds);
	expect(deduplicator.isDuplicate(printed(second))).toBe(true);
});

test('after five seconds the same parties are in another call', () => {
	expect(deduplicator.isDuplicate(printed('answer-internal'))).toBe(false);
	clock.advance(5 * seconds);
	expect(deduplicator.isDuplicate(printed('answer-internal'))).toBe(false);
});

test('a repetition does not put the end of the five seconds off', () => {
	deduplicator.isDuplicate(printed('answer-internal'));
	clock.advance(4 * seconds);
	expect(deduplicator.isDuplicate(printed('answer-internal'))).toBe(true);
	clock.advance(1 * seconds);
	expect(deduplicator.isDuplicate(printed('answer-internal'))).toBe(false);
});

test('other parties, other events and another PBX are events of their own', () => {
	const body = printedReport('answer-internal');
	expect(deduplicator.isDuplicate(read(body))).toBe(false);
	expect(deduplicator.isDuplicate(read(body.replaceAll('106', '107')))).toBe(false);
	expect(deduplicator.isDuplicate(read(body.replaceAll('ANSWER', 'BYE')))).toBe(false);
	expect(deduplicator.isDuplicate(read(body.replaceAll('a0980', 'b0980')))).toBe(false);
});

test('duplicates whose order was changed on the way are still two events', () => {
	const names = ['answer-internal', 'bye-internal-1', 'answered-internal', 'bye-internal-2'];
	expect(names.map((name) => deduplicator.isDuplicate(printed(name)))).toEqual([
		false,
		false,
		true,
		true,
	]);
});

test('an extension that was idle in between is in a new call', () => {
	const words = ['InUse', 'InUse', 'Idle', 'InUse', 'Idle', 'Idle'];
	expect(words.map((word) => deduplicator.isDuplicate(status('106', word)))).toEqual([
		false,
		true,
		false,
		false,
		false,
		true,
	]);
	expect(deduplicator.isDuplicate(status('107', 'Idle'))).toBe(false);
});

test('a record is one event, however late it is repeated', () => {
	expect(deduplicator.isDuplicate(printed('new-cdr-inbound'))).toBe(false);
	clock.advance(600 * seconds);
	expect(deduplicator.isDuplicate(printed('new-cdr-inbound'))).toBe(true);
	expect(
		deduplicator.isDuplicate(read(printedReport('new-cdr-inbound').replace('.2135', '.2136'))),
	).toBe(false);
});

describe('what only the caller hears', () => {
	test.each(['internal', 'outbound', 'inbound'])('is part of the ringing call: %s', (kind) => {
		const alert = printed(`alert-${kind}`);
		if (alert.event !== 'callRinging') throw new Error('no ringing');
		expect(deduplicator.knowsRinging(alert)).toBe(false);
		deduplicator.isDuplicate(printed(`ring-${kind}`));
		expect(deduplicator.knowsRinging(alert)).toBe(true);
		clock.advance(5 * seconds);
		expect(deduplicator.knowsRinging(alert)).toBe(false);
	});

	test('is not part of the call of somebody else', () => {
		const alert = printed('alert-internal');
		if (alert.event !== 'callRinging') throw new Error('no ringing');
		deduplicator.isDuplicate(printed('ring-outbound'));
		deduplicator.isDuplicate(printed('answer-internal'));
		expect(deduplicator.knowsRinging(alert)).toBe(false);
	});
});

test('the memory is bounded, and the newest is kept', () => {
	for (let extension = 1000; extension < 12_000; extension += 1) {
		expect(deduplicator.isDuplicate(status(String(extension), 'Idle'))).toBe(false);
	}
	expect(deduplicator.isDuplicate(status('11999', 'Idle'))).toBe(true);
	expect(deduplicator.isDuplicate(status('1000', 'Idle'))).toBe(false);
});

describe('what is remembered', () => {
	/** The memory itself: what it holds is not visible in what the class answers. */
	function remembered(): string {
		const seen: unknown = Reflect.get(deduplicator, 'seen');
		if (!(seen instanceof Map)) throw new Error('the deduplicator remembers in another way');
		return JSON.stringify([...seen]);
	}

	test('of 5,000 reports of 64 KiB is a fraction of them, and no number of anybody', () => {
		const parties = Array.from({ length: 4_000 }, (_, index) => `"0151${10_000_000 + index}"`);
		for (let id = 0; id < 20; id += 1) {
			const body = `{"action":"RING","callid":"${id}","sn":"${id}","ext":{"extid":[${parties.join()}]}}`;
			expect(deduplicator.isDuplicate(read(body))).toBe(false);
		}
		expect(remembered().length).toBeLessThan(20 * 1_000);
		expect(remembered()).not.toContain('0151');
	});

	test('is 5,000 events at most', () => {
		for (let extension = 0; extension < 5_100; extension += 1) {
			deduplicator.isDuplicate(status(String(extension), 'InUse'));
		}
		expect(Reflect.get(deduplicator, 'seen')).toHaveProperty('size', 5_000);
		expect(deduplicator.isDuplicate(status('5099', 'InUse'))).toBe(true);
		expect(deduplicator.isDuplicate(status('0', 'InUse'))).toBe(false);
	});

	test('does not count when the clock jumped back', () => {
		deduplicator.isDuplicate(printed('answer-internal'));
		clock.advance(-3600 * seconds);
		expect(deduplicator.isDuplicate(printed('answer-internal'))).toBe(false);
		expect(deduplicator.isDuplicate(printed('answer-internal'))).toBe(true);
	});
});
