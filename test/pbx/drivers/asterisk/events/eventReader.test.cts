import type { DomainEvent } from '../../../../../pbx/model/event';
import { byName } from '../../../../../pbx/drivers/asterisk/callState/phones';
import { EventReader } from '../../../../../pbx/drivers/asterisk/events/eventReader';
import { config, quietReader, readRecorded, recordedItems } from './recordedEvents.cts';

/** The events of a recording as short lines, without changes of states. */
function lines(name: string): string[] {
	return readRecorded(name).flatMap(line);
}

function line(event: DomainEvent): string[] {
	switch (event.event) {
		case 'extensionStateChanged':
		case 'pbxStarted':
			return [];
		case 'callRecord': {
			const { direction, from, to, outcome, rawOutcome } = event.record;
			return [words('callRecord', direction, from, to, outcome, rawOutcome, event.madeFrom)];
		}
		case 'monitoringStarted':
		case 'monitoringEnded':
			return [words(event.event, event.supervisor, event.monitored, event.mode, event.orderedBy)];
		case 'callerWaiting':
		case 'callerLeft':
			return [words(event.event, event.from, event.queue)];
		case 'agentRinging':
		case 'agentAnswered':
		case 'agentPaused':
		case 'agentResumed':
			return [words(event.event, event.extensions.join(), event.from, event.queue)];
		case 'callFailed':
			return [words(event.event, event.direction, event.from, event.to, event.reason)];
		case 'callTransferred':
			return [words(event.event, event.direction, event.from, event.to, event.transferTo)];
		case 'callRinging':
		case 'callAnswered':
		case 'callEnded':
			return [words(event.event, event.direction, event.from, event.to)];
	}
}

function words(...all: Array<string | undefined>): string {
	return all.map((word) => word ?? '-').join(' ');
}

const talk = (direction: string, from: string, to: string) => [
	`callRinging ${direction} ${from} ${to}`,
	`callAnswered ${direction} ${from} ${to}`,
	`callEnded ${direction} ${from} ${to}`,
	`callRecord ${direction} ${from} ${to} answered ANSWERED -`,
];

const customer = '0151234567';

/** A call in which this one monitors 1002. */
const monitoredTalk = (supervisor: string) => [
	...talk('internal', '1002', '1003').slice(0, 2),
	`monitoringStarted ${supervisor} 1002 - n8n`,
	`monitoringEnded ${supervisor} 1002 - n8n`,
	...talk('internal', '1002', '1003').slice(2),
];

test.each<[name: string, events: string[]]>([
	['call-answered', talk('internal', '1002', '1003')],
	['inbound-answered', talk('inbound', customer, '1002')],
	['outbound-answered', talk('outbound', '1002', customer)],
	['dialled-by-manager', talk('internal', '1001', '1002')],
	[
		'call-without-cdr',
		[
			...talk('internal', '1002', '1003').slice(0, 3),
			'callRecord internal 1002 1003 answered - callEvents',
		],
	],
	[
		'call-cancelled',
		[
			'callRinging internal 1002 1003',
			'callFailed internal 1002 1003 CANCEL',
			'callRecord internal 1002 1003 noAnswer NO ANSWER -',
		],
	],
	[
		'call-busy',
		[
			'callRinging internal 1002 1003',
			'callFailed internal 1002 1003 BUSY',
			'callRecord internal 1002 1003 busy BUSY -',
		],
	],
	[
		'call-unavailable',
		[
			'callFailed internal 1002 1003 Circuit/channel congestion',
			'callRecord internal 1002 1003 failed - callEvents',
		],
	],
	[
		'dialled-by-manager-cancelled',
		[
			'callFailed internal 1001 - User alerting, no answer',
			'callRecord internal 1001 - noAnswer - callEvents',
		],
	],
	[
		'application',
		['callEnded internal 1002 600', 'callRecord internal 1002 600 answered ANSWERED -'],
	],
	[
		'conference',
		[
			'callAnswered internal 1002 601',
			`callAnswered inbound ${customer} 601`,
			'callEnded internal 1002 601',
			`callEnded inbound ${customer} 601`,
			'callRecord internal 1002 601 answered ANSWERED -',
			`callRecord inbound ${customer} 601 answered ANSWERED -`,
		],
	],
	['taken-over', monitoredTalk('1001')],
	[
		'number-taken-over',
		[
			...monitoredTalk(customer).slice(0, 4),
			// The phone of the supervisor is outside of the PBX.
			'callEnded outbound 1002 1003',
			'callRecord outbound 1002 1003 answered ANSWERED -',
		],
	],
	['whisper-prompt', monitoredTalk('701')],
	[
		'ring-group',
		['callRinging internal 1002 1003', 'callRinging internal 1002 1004'].concat(
			talk('internal', '1002', '1003').slice(1),
		),
	],
	[
		'blind-transfer',
		[
			...talk('internal', '1002', '1003').slice(0, 2),
			'callTransferred internal 1002 1003 1004',
			...talk('internal', '1002', '1004'),
		],
	],
	[
		'attended-transfer',
		[
			...talk('internal', '1002', '1003').slice(0, 2),
			...talk('internal', '1002', '1004').slice(0, 2),
			'callTransferred internal 1002 1004 1004',
			...talk('internal', '1003', '1004').slice(2),
		],
	],
	[
		'outbound-transfer',
		[
			...talk('outbound', '1002', customer).slice(0, 2),
			`callTransferred outbound 1002 ${customer} 1003`,
			...talk('inbound', customer, '1003'),
		],
	],
	[
		'queue-answered',
		[
			`callerWaiting ${customer} 6700`,
			`agentRinging 1003 ${customer} 6700`,
			`agentRinging 1002 ${customer} 6700`,
			`callRinging inbound ${customer} 1002`,
			`callRinging inbound ${customer} 1003`,
			`agentAnswered 1002 ${customer} 6700`,
			...talk('inbound', customer, '1002').slice(1),
		],
	],
	[
		'queue-answered-local',
		[
			`callerWaiting ${customer} 6700`,
			`agentRinging 1003 ${customer} 6700`,
			`callRinging inbound ${customer} 1003`,
			`agentAnswered 1003 ${customer} 6700`,
			...talk('inbound', customer, '1003').slice(1),
		],
	],
	[
		'queue-abandoned',
		[
			`callerWaiting ${customer} 6700`,
			`agentRinging 1003 ${customer} 6700`,
			`callRinging inbound ${customer} 1002`,
			`agentRinging 1002 ${customer} 6700`,
			`callRinging inbound ${customer} 1003`,
			`callerLeft ${customer} 6700`,
			`callFailed inbound ${customer} 6700 CANCEL`,
			`callRecord inbound ${customer} 6700 noAnswer NO ANSWER -`,
		],
	],
	['queue-pause', ['agentPaused 1002 - 6700', 'agentResumed 1002 - 6700']],
	[
		'monitored',
		[
			...talk('internal', '1002', '1003').slice(0, 2),
			'monitoringStarted 1001 1002 - n8n',
			'monitoringEnded 1001 1002 - n8n',
			...talk('internal', '1002', '1003').slice(2),
		],
	],
	[
		'monitored-star-code',
		[
			...talk('internal', '1002', '1003').slice(0, 2),
			'monitoringStarted 1001 1002 - supervisor',
			'monitoringEnded 1001 1002 - supervisor',
			...talk('internal', '1002', '1003').slice(2),
		],
	],
])('%s', (name, events) => {
	expect(lines(name)).toEqual(events);
});

test.each<Record<string, string>>([{}, { transfertargetcalleridnum: '' }])(
	'a transfer whose target has vanished is one to the party that was asked (%j)',
	(change) => {
		const reader = quietReader();
		const events = recordedItems('events/attended-transfer').flatMap((message) => {
			if (message.event !== 'AttendedTransfer') return reader.read(message, 0);
			const others = Object.entries(message).filter(
				([name]) => name !== 'transfertargetcalleridnum',
			);
			return reader.read({ ...Object.fromEntries(others), ...change }, 0);
		});
		expect(events).toContainEqual(
			expect.objectContaining({ event: 'callTransferred', transferTo: '1004' }),
		);
	},
);

test('several phones of one extension ring as one, and each extension of a group for itself', () => {
	const own = byName(config());
	const numberOf = (device: string) => (device === 'PJSIP/991022' ? '1022' : own(device));
	const reader = new EventReader(config());
	reader.compare({ channels: [], states: new Map(), numberOf, offset: '+01:00' }, 0);
	expect(readRecorded('several-devices', reader).flatMap(line)).toEqual(
		talk('internal', '1003', '1022'),
	);
});

test('the beep that an agent hears is no monitoring', () => {
	const reader = quietReader();
	const beeping = recordedItems('events/monitored').map((message) => ({
		...message,
		...(message.spyerchannel === undefined
			? {}
			: { spyerchannel: 'Local/beep@__func_periodic_hook_context__-00000003;1' }),
	}));
	const events = beeping.flatMap((message) => reader.read(message, 60_000)).flatMap(line);
	expect(events.filter((one) => one.startsWith('monitoring'))).toEqual([]);
});

test('a report names no channel, and not what was dialled', () => {
	const reports = ['monitored', 'queue-answered', 'blind-transfer'].flatMap((name) =>
		readRecorded(name).map(({ report }) => report),
	);
	const text = JSON.stringify(reports);
	expect(text).not.toContain('PJSIP/1002-');
	expect(text).not.toContain('"exten"');
	expect(text).toContain('"calleridnum":"1002"');
});

test('the record has the times of the PBX with its offset, and the queue', () => {
	const record = readRecorded('queue-answered').find(({ event }) => event === 'callRecord');
	expect(record).toMatchObject({
		record: {
			startTime: '2026-11-24T22:10:39+01:00',
			durationSeconds: 1,
			talkSeconds: 1,
			queue: '6700',
			sourceTrunk: 'provider',
		},
	});
});

test('an extension state is reported when its word changes', () => {
	const states = readRecorded('call-answered').flatMap((event) =>
		event.event === 'extensionStateChanged' ? [`${event.extensions.join()} ${event.state}`] : [],
	);
	// Asterisk reports each of them more than once.
	expect(states.filter((state) => state.startsWith('1003'))).toEqual([
		'1003 unavailable',
		'1003 idle',
		'1003 ringing',
		'1003 inCall',
		'1003 idle',
	]);
});

describe('a gap', () => {
	const numberOf = byName(config());
	const snapshot = (...rows: ReturnType<typeof recordedItems>) => ({
		channels: rows,
		states: new Map(),
		numberOf,
		offset: '+00:00',
	});
	const compared = (reader: EventReader, rows: ReturnType<typeof recordedItems>) =>
		reader.compare(snapshot(...rows), 1_000).flatMap(line);

	test('in which a call was answered is told once, also by the events that come late', () => {
		const reader = quietReader();
		const rows = recordedItems('channels-call');
		expect(compared(reader, rows)).toEqual(['callAnswered internal 1002 1003']);
		expect(compared(reader, rows)).toEqual([]);
		const late = rows.flatMap((row) => [
			...reader.read({ ...row, event: 'Newchannel', channelstatedesc: 'Down' }, 2_000),
			...reader.read({ ...row, event: 'Newstate', channelstatedesc: 'Ringing' }, 2_000),
			...reader.read({ ...row, event: 'BridgeEnter', bridgeuniqueid: row.bridgeid ?? '' }, 2_000),
		]);
		expect(late).toEqual([]);
	});

	test('in which a call ended is told once, with a record that knows no end', () => {
		const reader = quietReader();
		compared(reader, recordedItems('channels-call'));
		expect(compared(reader, [])).toEqual(['callEnded internal 1002 1003']);
		expect(reader.due(10_000).flatMap(line)).toEqual([
			'callRecord internal 1002 1003 answered - callEvents',
		]);
		const hangups = recordedItems('channels-call').map((row) => ({ ...row, event: 'Hangup' }));
		expect(hangups.flatMap((one) => reader.read(one, 20_000))).toEqual([]);
	});

	test('in which a phone began to ring, and a supervisor came and went, is told', () => {
		const reader = quietReader();
		expect(compared(reader, recordedItems('channels-inbound-ringing'))).toEqual([
			`callRinging inbound ${customer} 1002`,
		]);
		const other = quietReader();
		expect(compared(other, recordedItems('channels-monitored'))).toEqual([
			'callAnswered internal 1002 1003',
			expect.stringMatching(/^monitoringStarted 1001 1002 whisper/),
		]);
		expect(compared(other, recordedItems('channels-call'))).toEqual([
			expect.stringMatching(/^monitoringEnded 1001 1002 whisper/),
		]);
	});
});

test('events that are not known say nothing', () => {
	expect(quietReader().read({ event: 'TestEvent', uniqueid: '1' }, 0)).toEqual([]);
});
