import { parseReport } from '../../../pbx/drivers/openvox/wire/parseReport';
import { isWanted, matches, type EventFilter } from '../../../pbx/events/filter';
import { printedReport, printedReports } from '../drivers/openvox/wire/printedReports.cts';

const everything: EventFilter = {
	events: [],
	extensions: [],
	directions: [],
	states: [],
	otherParty: [],
};

/** Names of the printed reports that pass. */
function passing(filter: Partial<EventFilter>): string[] {
	return printedReports()
		.filter(({ body }) => {
			const event = parseReport(body, 'UTC');
			return event && isWanted(event, { ...everything, ...filter });
		})
		.map(({ name }) => name);
}

test('an empty filter lets every event through', () => {
	expect(passing({})).toHaveLength(printedReports().length);
});

test('by event', () => {
	expect(passing({ events: ['callFailed', 'pbxStarted'] })).toEqual(['boot-up', 'call-failed']);
});

test('by extension; the start of the PBX concerns every one', () => {
	expect(passing({ extensions: ['102'] })).toEqual([
		'boot-up',
		'call-failed',
		'new-cdr-inbound',
		'new-cdr-internal',
		'tranfer-inbound',
		'tranfer-internal',
	]);
});

test('an outside number is not an extension of that number', () => {
	expect(passing({ extensions: ['103'] })).toEqual(['boot-up']);
});

test('leading zeros count', () => {
	const event = parseReport(printedReport('answer-internal').replaceAll('101', '0101'), 'UTC');
	expect(event && isWanted(event, { ...everything, extensions: ['101'] })).toBe(false);
	expect(event && isWanted(event, { ...everything, extensions: ['0101'] })).toBe(true);
});

test('by direction; states of extensions have none', () => {
	expect(passing({ directions: ['inbound'] })).toEqual([
		'alert-inbound',
		'answer-inbound',
		'boot-up',
		'extension-status',
		'new-cdr-inbound',
		'ring-inbound',
		'tranfer-inbound',
	]);
});

test('by state, asked of states only', () => {
	expect(passing({ events: ['extensionStateChanged'], states: ['inCall'] })).toEqual([
		'extension-status',
	]);
	expect(passing({ events: ['extensionStateChanged'], states: ['idle'] })).toEqual([]);
	expect(passing({ events: ['callFailed'], states: ['idle'] })).toEqual(['call-failed']);
});

test("by the other party's number: the caller of an inbound call, the called of an outbound one", () => {
	expect(passing({ events: ['callAnswered'], otherParty: ['103'] })).toEqual([
		'answer-inbound',
		'answered-outbound',
	]);
	// In a call between extensions either may be the other one.
	expect(passing({ events: ['callAnswered'], otherParty: ['106'] })).toEqual([
		'answer-internal',
		'answered-internal',
	]);
	expect(passing({ events: ['callRecord'], otherParty: ['16*'] })).toEqual(['new-cdr-outbound']);
});

test.each([
	['0151234567', '0151*', true],
	['0151234567', '0151??????', true],
	['0151234567', '0151?', false],
	['0151234567', '151234567', false],
	['+49151234567', '+49 (151) 234-567', true],
	['+49151234567', '*234567', true],
	['anonymous', 'anon*', true],
	['0151234567', '*', true],
	['0151234567', '0*1*7', true],
	['0151234567', '0*8*7', false],
	['0151', '0151*151', false],
	['01515151', '*51*51', true],
	['0151234567', '*?4?*', true],
	['0151234567', '[0-9]*', false],
	['0151234567', '', false],
])('%s against %s: %s', (number, pattern, expected) => {
	expect(matches(number, pattern)).toBe(expected);
});

test('a pattern of many stars is answered at once', () => {
	expect(matches('1'.repeat(200), `${'*1'.repeat(30)}x`)).toBe(false);
});

test('the record of a transferred call is found by any of its numbers', () => {
	const event = parseReport(
		printedReport('new-cdr-internal').replace('Internal', 'Transfer'),
		'UTC',
	);
	for (const extension of ['102', '106']) {
		expect(event && isWanted(event, { ...everything, extensions: [extension] })).toBe(true);
	}
	expect(event && isWanted(event, { ...everything, extensions: ['101'] })).toBe(false);
});
