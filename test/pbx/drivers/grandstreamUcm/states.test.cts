import {
	account,
	accounts,
	channels,
	done,
	printed,
	printedBody,
	refused,
	scriptedUcm,
	type ScriptedUcm,
} from './scriptedUcm.cts';

let ucm: ScriptedUcm;

afterEach(async () => {
	await ucm.close();
});

describe('extensions', () => {
	test('are asked for without any secret', async () => {
		ucm = await scriptedUcm({ listAccount: accounts([account('0101', 'Idle', { secret: 'x' })]) });
		expect(await ucm.pbx.extensions?.list()).toEqual([
			{ number: '0101', name: '', state: 'idle', rawState: 'Idle', type: 'SIP' },
		]);
		expect(ucm.bodies().at(-1)).toBe(printedBody('listAccount'));
	});

	test.each([
		['Idle', 'idle'],
		['InUse', 'inCall'],
		['In Use', 'inCall'],
		['INUSE', 'inCall'],
		['Busy', 'inCall'],
		['Ringing', 'ringing'],
		['InUse&Ringing', 'inCall'],
		['On Hold', 'onHold'],
		['Unavailable', 'unavailable'],
		['Whatever', 'unknown'],
		['', 'unknown'],
	])('%j is %s', async (status, state) => {
		ucm = await scriptedUcm({ listAccount: accounts([account('101', status)]) });
		expect(await ucm.pbx.extensions?.list()).toMatchObject([{ state, rawState: status }]);
	});

	test('one that is out of service is unavailable', async () => {
		const off = account('101', 'Idle', { out_of_service: 'yes' });
		ucm = await scriptedUcm({ listAccount: accounts([off]) });
		expect(await ucm.pbx.extensions?.list()).toMatchObject([{ state: 'unavailable' }]);
	});

	test('phones at rest cost one request, those in a call three', async () => {
		ucm = await scriptedUcm({
			listAccount: accounts([account('2001', 'InUse'), account('2002', 'Idle')]),
			listBridgedChannels: printed('listBridgedChannels.json'),
			listUnBridgedChannels: channels([]),
		});
		expect(await ucm.pbx.extensions?.query(['2002', '2999'])).toMatchObject([
			{ number: '2002', calls: [] },
		]);
		expect(ucm.actions()).toEqual(['listAccount']);
		expect(await ucm.pbx.extensions?.query(['2001'])).toMatchObject([
			{ number: '2001', calls: [{ direction: 'inbound', otherParty: '+919039096942' }] },
		]);
		expect(ucm.actions()).toHaveLength(3);
	});

	test('come in pages, which are read to the end', async () => {
		ucm = await scriptedUcm({
			listAccount: ({ page }) =>
				done({ account: [account(`10${page}`, 'Idle')], total_page: 3, page }),
		});
		expect(await ucm.pbx.extensions?.list()).toMatchObject([
			{ number: '101' },
			{ number: '102' },
			{ number: '103' },
		]);
	});

	test.each([
		['always the first page', { page: 1, total_page: 9 }, 2],
		['pages without an end', { total_page: 999_999_999 }, 200],
	])('%s', async (_name, place, requests) => {
		ucm = await scriptedUcm({
			listAccount: done({ account: [account('101', 'Idle')], ...place }),
		});
		await ucm.pbx.extensions?.list();
		expect(ucm.fieldsOf('listAccount')).toHaveLength(requests);
	});
});

describe('queues', () => {
	const open = async (members: unknown, calling: string, more: Record<string, string> = {}) => {
		ucm = await scriptedUcm({
			listQueue: done({ queue: [{ extension: '6500', queue_name: 'Support', members }] }),
			getCallQueuesMemberMessage: refused(-47),
			listAccount: accounts([account('2001', 'Idle'), account('2002', 'InUse')]),
			getQueueCalling: calling,
			getSystemStatus: done({ 'system-time': '2025-05-15 16:40:30 UTC+05:30' }),
			...more,
		});
		return await ucm.pbx.queues?.status('6500');
	};

	const nobody = done({ CallQueues: { member: [] } });

	test.each([
		['a text with commas', '2001,2002,2999'],
		['a text with ampersands', '2001&2002&2999'],
		['a list', ['2001', '2002', '2999']],
		[
			'a list of objects',
			['2001', '2002', '2999'].map((member_extension) => ({ member_extension })),
		],
	])('members as %s', async (_name, members) => {
		expect(await open(members, nobody)).toEqual({
			number: '6500',
			waitingCallers: 0,
			callers: [],
			agents: [
				{ extension: '2001', state: 'idle', rawState: 'Idle' },
				{ extension: '2002', state: 'inCall', rawState: 'InUse' },
				{ extension: '2999', state: 'invalid', rawState: '' },
			],
		});
	});

	test.each([
		[done({ CallQueues: { member: [{ callerid: '1' }, { callerid: '2' }] } }), 2],
		[done({}), 0],
		[done({ other: '1' }), undefined],
		[refused(-47), undefined],
	])('those who wait: %s', async (calling, waitingCallers) => {
		const status = { waitingCallers: undefined, ...(await open('', calling)) };
		expect(status).toMatchObject({ waitingCallers, agents: [] });
	});

	const member = (status: string, membership = 'static', answer = '3') => ({
		member_extension: '2001',
		status,
		membership,
		answer,
	});

	test.each([
		[member('Idle'), { state: 'idle', callsTaken: 3 }],
		[member('Paused'), { state: 'paused', paused: true }],
		[member('Ringing', 'login'), { state: 'ringing' }],
		[member('InUse', 'dynamic'), { state: 'inCall' }],
		[member('Idle', 'logoff'), { state: 'unavailable' }],
		[member('', 'static', ''), { state: 'unavailable', callsTaken: undefined }],
	])('an agent as the page of the queue shows it: %j', async (row, expected) => {
		const status = await open('2001', nobody, {
			getCallQueuesMemberMessage: done({ CallQueueMembersMessage: { member: [row] } }),
		});
		expect(status).toMatchObject({
			agents: [{ extension: '2001', rawState: row.status, ...expected }],
		});
		expect(ucm.actions()).toEqual(['listQueue', 'getCallQueuesMemberMessage', 'getQueueCalling']);
	});

	test.each([
		['starttime', '2025-05-15 16:40:05', 25],
		['a time after the clock', '2025-05-15 16:41:05', undefined],
		['another form', '12:05', undefined],
	])(
		'who waits, and for how long by the clock of the UCM: %s',
		async (_name, starttime, seconds) => {
			const row = { callerid: '0151222', callerchannel: 'x', position: '1', starttime };
			const status = await open('', done({ CallQueues: { member: [row] } }));
			expect(status).toMatchObject({
				waitingCallers: 1,
				callers: [{ number: '0151222', position: 1, waitingSeconds: seconds }],
			});
		},
	);

	test('how long is left out where the clock is not shown', async () => {
		const row = { callerid: '0151222', position: '1', starttime: '2025-05-15 16:40:05' };
		const calling = done({ CallQueues: { member: [row] } });
		const status = await open('', calling, { getSystemStatus: refused(-47) });
		expect(status).toMatchObject({ callers: [{ waitingSeconds: undefined }] });
	});

	test('one that does not exist', async () => {
		ucm = await scriptedUcm({ listQueue: done({ queue: [] }) });
		expect(await ucm.pbx.queues?.status('6501')).toMatchObject({
			kind: 'notFound',
			message: 'Queue 6501 does not exist on the PBX',
		});
	});
});

describe('the device', () => {
	const info = async (status: object, general: object) => {
		ucm = await scriptedUcm({
			getSystemStatus: done(status),
			getSystemGeneralStatus: done(general),
			listAccount: done({ account: [account('101', 'Idle')], total_item: 25, total_page: 25 }),
		});
		return await ucm.pbx.system?.info();
	};

	test.each([
		[
			'hyphens',
			{ 'system-time': '2026-09-01 12:00:00 UTC+03:00', 'up-time': '2 03:04:05' },
			{ 'product-model': 'UCM6304', 'prog-version': '1.0.33.30', 'serial-number': '20EZ' },
		],
		[
			'underscores',
			{ system_time: '2026-09-01 12:00:00 UTC+03:00', up_time: '2 days, 03:04:05' },
			{ product_model: 'UCM6304', prog_version: '1.0.33.30', serial_number: '20EZ' },
		],
	])('with %s in the names', async (_name, status, general) => {
		expect(await info(status, general)).toEqual({
			model: 'UCM6304',
			serialNumber: '20EZ',
			firmwareVersion: '1.0.33.30',
			time: '2026-09-01T12:00:00+03:00',
			startTime: '2026-08-30T08:55:55+03:00',
			extensions: 25,
		});
	});

	test('without what it does not report', async () => {
		expect(await info({}, { part_number: '9670004' })).toEqual({
			model: '9670004',
			extensions: 25,
		});
	});
});
