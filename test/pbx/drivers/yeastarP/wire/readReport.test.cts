import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { createReader } from '../../../../../pbx/drivers/yeastarP/wire/readReport';
import { eventNamesOf } from '../../eventNames.cts';
import { extension, printed, trunk } from '../printed.cts';

const zone = 'Europe/Berlin';
const sn = '3631A2124XXX';

const envelope = (type: number, msg: object) =>
	JSON.stringify({ type, sn, msg: JSON.stringify(msg) });

const callReport = (members: object[], id = '1725446451.243') =>
	envelope(30011, { call_id: id, members });

const agentStatus = (status: string, agent = '1002', queue = 'queue-6402') =>
	JSON.stringify({
		type: 30029,
		sn,
		msg: { queue_number: queue, agent_number: agent, status, reason: ' ' },
	});

/** What a PBX reports one after the other, as event and the fields that tell it. */
function told(...reports: string[]) {
	const read = createReader();
	return reports.map((report) => read(report, zone)?.event);
}

const inbound = (status: string) => trunk('inbound', '0151222', '6402', status);
const outbound = (status: string) => trunk('outbound', '1005', '5503301', status);

describe('a printed report', () => {
	test('of an extension', () => {
		const [event] = told(printed('reports/30008.json'));
		expect(event).toEqual({
			event: 'extensionStateChanged',
			extensions: ['2002'],
			state: 'ringing',
			rawState: 'Ringing',
			pbxSerialNumber: sn,
			report: { type: '30008', sn, msg: { extension: '2002', status: 'Ringing' } },
		});
	});

	test('of a phone, and of a program beside it, which says nothing of the phone', () => {
		const phone = envelope(30007, { extension: '2010', kind: 'Sip', status: 'Unregistered' });
		const [web, sip] = told(printed('reports/30007.json'), phone);
		expect(web).toBeUndefined();
		expect(sip).toMatchObject({ extensions: ['2010'], state: 'unavailable' });
	});

	test('of a record, without the PIN', () => {
		const withPin = printed('reports/30012.json').replace(
			'\\"pin_code\\":\\" \\"',
			'\\"pin_code\\":\\"4711\\"',
		);
		expect(withPin).toContain('4711');
		const [event] = told(withPin);
		expect(event).toMatchObject({
			event: 'callRecord',
			extensions: ['2005', '2002'],
			record: {
				callId: '1651057476.362',
				// The second in the id: the time beside it names no zone.
				startTime: '2022-04-27T13:04:36+02:00',
				direction: 'internal',
				from: '2005',
				to: '2002',
				outcome: 'answered',
				durationSeconds: 24,
				talkSeconds: 21,
				recording: '20220427190445-1651057476.362-2005-2002-Internal.wav',
			},
		});
		expect(event).not.toHaveProperty('record.sourceTrunk', expect.anything());
		expect(JSON.stringify(event)).not.toContain('4711');
	});

	test.each(['2022-04-27 19:04:36', '2022/04/27 19:04:36'])(
		'of a record whose id has no second has its own time: %s',
		(time_start) => {
			const [event] = told(
				envelope(30012, { call_id: 'x', time_start, call_from: '1', call_to: '2' }),
			);
			expect(event).toMatchObject({ record: { startTime: '2022-04-27T19:04:36+02:00' } });
		},
	);

	test('of a failed call has its reason, although it names nobody', () => {
		expect(told(printed('reports/30015.json'))[0]).toMatchObject({
			event: 'callFailed',
			reason: 'NOT found',
			callId: '1702287660.000012',
			extensions: [],
		});
	});

	test('of a call that is over', () => {
		expect(told(printed('reports/30011-inbound-bye.json'))[0]).toMatchObject({
			event: 'callEnded',
			callId: '1725446451.243',
			direction: 'inbound',
			from: '94424722',
			to: '6402',
			trunk: 'stc',
			extensions: [],
			pbxSerialNumber: '3631B4444099',
		});
	});

	test('of an agent who pauses', () => {
		expect(told(printed('reports/30029.json'))[0]).toEqual({
			event: 'agentPaused',
			queue: '6402',
			extensions: ['1002'],
			reason: 'Lunch',
			pbxSerialNumber: '3631A2124788',
			report: {
				type: '30029',
				sn: '3631A2124788',
				msg: {
					queue_number: 'queue-6402',
					agent_number: '1002',
					status: 'Paused',
					reason: 'Lunch',
				},
			},
		});
	});

	test('of an agent whom the PBX itself paused', () => {
		const [event] = told(printed('reports/30025.json'));
		expect(event).toMatchObject({ event: 'agentPaused', queue: '6402', extensions: ['2010'] });
		expect(event).not.toHaveProperty('reason', expect.anything());
		expect(JSON.stringify(event)).not.toContain('5003300');
	});

	test('of an agent who did not answer is no event of ours', () => {
		expect(told(printed('reports/30026.json'))).toEqual([undefined]);
	});

	test('is there for each event that is offered', () => {
		const folder = join(__dirname, '..', '..', '..', '..', 'fixtures', 'yeastarP', 'reports');
		const printedEvents = readdirSync(folder).map(
			(file) => told(printed(`reports/${file}`))[0]?.event,
		);
		const transfer = told(
			envelope(30013, { call_id: '1.1', members: [extension('1001', 'ANSWER')] }),
		);
		const stages = told(
			callReport([extension('1', 'RING')]),
			callReport([extension('1', 'ANSWER')]),
		);
		const resumed = told(agentStatus('Unpaused'));
		const seen = new Set([
			...printedEvents,
			...[...transfer, ...stages, ...resumed].map((each) => each?.event),
		]);
		expect(eventNamesOf('yeastarP').filter((name) => !seen.has(name))).toEqual([]);
	});
});

describe('the envelope', () => {
	const msg = { extension: '2002', status: 'Busy' };

	test.each([
		['with a text', { type: 30008, sn, msg: JSON.stringify(msg) }],
		['with an object', { type: 30008, sn, msg }],
		['flat', { type: 30008, sn, ...msg }],
		['with a type as text', { type: '30008', sn, msg }],
	])('is read %s', (_how, body) => {
		expect(told(JSON.stringify(body))[0]).toMatchObject({ extensions: ['2002'], state: 'inCall' });
	});

	test.each([
		'',
		'test',
		'{}',
		'[]',
		'{"type":30008,"sn":"x","msg":"{broken"}',
		'{"type":39999,"sn":"x","msg":"{}"}',
		'{"type":30008,"sn":"x","msg":"{}"}',
		'{"type":30011,"sn":"x","msg":{"call_id":"1.1","members":null}}',
		'{"event":"test","message":"webhook test"}',
	])('of %j is no event', (body) => {
		expect(told(body)).toEqual([undefined]);
	});

	test('keeps the zeros of a number, quoted or not', () => {
		const raw = `{"type":30011,"sn":"x","msg":{"call_id":"1.1","members":[{"extension":{"number":0101,"channel_id":"PJSIP/0101-0000008a","member_status":"RING"}}]}}`;
		expect(told(raw)[0]).toMatchObject({ extensions: ['0101'] });
	});
});

describe('a call, from reports with one member each', () => {
	const names = (events: ReturnType<typeof told>) => events.map((event) => event?.event);

	test('that comes from outside', () => {
		const events = told(
			callReport([inbound('ALERT')]),
			callReport([extension('1005', 'RING')]),
			callReport([extension('1005', 'ANSWER')]),
			callReport([inbound('ANSWERED')]),
			callReport([inbound('BYE')]),
			callReport([extension('1005', 'BYE')]),
		);
		expect(names(events)).toEqual([
			'callRinging',
			'callRinging',
			'callAnswered',
			'callAnswered',
			'callEnded',
			'callEnded',
		]);
		expect(events[0]).toMatchObject({ heardBy: 'caller' });
		for (const event of events.slice(1)) {
			expect(event).toMatchObject({ direction: 'inbound', from: '0151222', extensions: ['1005'] });
		}
	});

	test('has one occasion for each stage, whichever member comes first', () => {
		const read = createReader();
		const occasions = [
			[extension('1002', 'RING')],
			[extension('1001', 'ALERT')],
			[extension('1001', 'ANSWERED')],
			[extension('1002', 'ANSWER')],
			[extension('1002', 'BYE')],
			[extension('1001', 'BYE')],
		].map((members) => read(callReport(members), zone)?.occasion?.replace('1725446451.243 ', ''));
		expect(occasions).toEqual([
			'ringing 1002',
			undefined,
			'answered',
			'answered',
			'ended',
			'ended',
		]);
	});

	test('between extensions names who called whom, also while it is on hold', () => {
		const events = told(
			callReport([extension('1001', 'ALERT'), extension('1002', 'RING')]),
			callReport([extension('1002', 'ANSWER'), extension('1001', 'ANSWERED')]),
			callReport([extension('1001', 'HOLD')]),
			callReport([extension('1001', 'ANSWERED')]),
			callReport([extension('1001', 'BYE')]),
		);
		expect(names(events)).toEqual([
			'callRinging',
			'callAnswered',
			undefined,
			undefined,
			'callEnded',
		]);
		for (const event of events) {
			if (event) expect(event).toMatchObject({ direction: 'internal', from: '1001', to: '1002' });
		}
	});

	test('to the outside rings once, with or without early media', () => {
		const events = told(
			callReport([extension('1005', 'ALERT'), outbound('RING')]),
			callReport([outbound('EARLYMEDIA')]),
			callReport([outbound('ANSWER')]),
		);
		expect(names(events)).toEqual(['callRinging', undefined, 'callAnswered']);
		expect(events[2]).toMatchObject({
			direction: 'outbound',
			from: '1005',
			to: '5503301',
			extensions: ['1005'],
		});
	});

	test('that a queue took first is answered by the agent, and phones that only rang are not in it', () => {
		const events = told(
			callReport([inbound('ANSWERED')]),
			callReport([extension('1005', 'RING')]),
			callReport([extension('1006', 'RING')]),
			callReport([extension('1005', 'ANSWER')]),
			callReport([extension('1006', 'BYE')]),
			callReport([inbound('BYE')]),
		);
		expect(names(events)).toEqual([
			undefined,
			'callRinging',
			'callRinging',
			'callAnswered',
			undefined,
			'callEnded',
		]);
		expect(events[2]).toMatchObject({ extensions: ['1005', '1006'] });
		expect(events[3]).toMatchObject({ extensions: ['1005'] });
		expect(events[5]).toMatchObject({ extensions: ['1005'] });
	});

	test('that nobody answers names whose phone rang', () => {
		const events = told(
			callReport([inbound('ALERT'), extension('1005', 'RING')]),
			callReport([extension('1005', 'BYE')]),
			callReport([inbound('BYE')]),
		);
		expect(names(events)).toEqual(['callRinging', undefined, 'callEnded']);
		expect(events[2]).toMatchObject({ from: '0151222', extensions: ['1005'] });
	});

	test('goes on when the third of three parties leaves', () => {
		const events = told(
			callReport([extension('1001', 'ANSWERED'), extension('1002', 'ANSWER')]),
			callReport([extension('1003', 'ANSWER')]),
			callReport([extension('1003', 'BYE')]),
			callReport([extension('1001', 'BYE')]),
		);
		expect(names(events)).toEqual(['callAnswered', 'callAnswered', undefined, 'callEnded']);
	});

	test('is repeated without effect', () => {
		const report = callReport([extension('1001', 'ALERT'), extension('1002', 'RING')]);
		expect(names(told(report, report))).toEqual(['callRinging', undefined]);
	});

	test('is not mixed up with another', () => {
		const events = told(
			callReport([inbound('ALERT')], '1.1'),
			callReport([extension('1005', 'RING')], '1.2'),
		);
		expect(events[1]).not.toHaveProperty('from', expect.anything());
	});
});

describe('the end of a pause', () => {
	const names = (...statuses: string[]) =>
		told(...statuses.map((status) => agentStatus(status))).map((event) => event?.event);

	test.each(['Unpaused', 'unpause', 'Un-Paused', 'Resumed'])(
		'is said by the word %s, whatever was before',
		(word) => {
			expect(names(word)).toEqual(['agentResumed']);
		},
	);

	test.each(['Idle', 'Available', 'Ready'])('is the status %s after a pause', (word) => {
		expect(names(word, 'Paused', word, word)).toEqual([
			undefined,
			'agentPaused',
			'agentResumed',
			undefined,
		]);
	});

	test.each(['Logged Out', 'Logout', 'Unavailable', 'InUse', 'Ringing', ''])(
		'is not the status %j',
		(word) => {
			expect(names('Paused', word)).toEqual(['agentPaused', undefined]);
		},
	);

	test('is one of the same agent in the same queue', () => {
		const events = told(
			agentStatus('Paused'),
			agentStatus('Idle', '1003'),
			agentStatus('Idle', '1002', '6403'),
			agentStatus('Idle', '1002', '6402'),
		);
		expect(events.map((event) => event?.event)).toEqual([
			'agentPaused',
			undefined,
			undefined,
			'agentResumed',
		]);
	});

	test('is the same occasion however the queue is written, and not that of the pause', () => {
		const read = createReader();
		const occasion = (report: string) => read(report, zone)?.occasion;
		const reports = [
			agentStatus('Paused'),
			agentStatus('Paused', '1002', '6402'),
			agentStatus('Unpaused'),
		];
		expect(new Set(reports.map(occasion)).size).toBe(2);
	});

	test('is known of so many agents and no more', () => {
		const read = createReader();
		for (let agent = 0; agent < 6_000; agent += 1) read(agentStatus('Paused', `${agent}`), zone);
		expect(read(agentStatus('Idle', '0'), zone)).toBeUndefined();
		expect(read(agentStatus('Idle', '5999'), zone)?.event.event).toBe('agentResumed');
	});
});

test('the memory for calls is bounded', () => {
	const read = createReader();
	for (let call = 0; call < 5_000; call += 1) {
		read(callReport([extension('1001', 'ALERT'), extension('1002', 'RING')], `${call}.1`), zone);
	}
	const first = callReport([extension('1001', 'ALERT'), extension('1002', 'RING')], '0.1');
	// Forgotten, so that it is an event again; the last one is not.
	expect(read(first, zone)?.event.event).toBe('callRinging');
	const last = callReport([extension('1001', 'ALERT'), extension('1002', 'RING')], '4999.1');
	expect(read(last, zone)).toBeUndefined();
});

test.each([
	['the number', '"type":30012', undefined],
	['the kind of call', '"type":"Inbound"', 'inbound'],
	['both', '"type":30012,"type":"Inbound"', 'inbound'],
])('a flat record whose `type` is %s is a record', (_what, type, direction) => {
	const rest = '"sn":"x","call_id":"1.1","call_from":"0151","call_to":"106","call_duration":5';
	expect(told(`{${type},${rest}}`)[0]).toMatchObject({
		event: 'callRecord',
		record: { from: '0151', to: '106', direction, durationSeconds: 5 },
	});
});
