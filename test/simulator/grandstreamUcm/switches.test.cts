import {
	defaultSwitches,
	isSwitchChange,
	switchNames,
	switchValues,
	type SwitchName,
	type Switches,
} from '../../../simulator/api/grandstreamUcm/switches.cts';
import { md5 } from '../../../simulator/sessions/sessions.cts';
import {
	ask,
	challengeOf,
	channelOf,
	client,
	cookieOf,
	customer,
	customerCalls,
	login,
	post,
	rows,
	startUcm,
	type Ask,
	type Fields,
	type Row,
	type Ucm,
} from './ucm.cts';
import { defaultOffice } from '../../../simulator/model/office.cts';

let ucm: Ucm;

beforeEach(async () => {
	ucm = await startUcm({
		clockStandsAt: new Date('2025-05-15T11:00:00Z'),
		office: { ...defaultOffice(), calls: [] },
	});
});

afterEach(() => ucm.close());

const minute = 60_000;
const wrong = { password: 'guess' };

function ping(cookie?: string) {
	return ask(ucm, { action: 'ping', ...(cookie === undefined ? {} : { cookie }) });
}

async function expectStatus(reply: Promise<{ status: number }>, status: number) {
	expect(await reply).toMatchObject({ status });
}

async function statusAfter(milliseconds: number): Promise<number> {
	const cookie = await cookieOf(ucm);
	ucm.clock.advance(milliseconds / 2);
	await ping(cookie);
	ucm.clock.advance(milliseconds / 2);
	return (await ping(cookie)).status;
}

async function firstCookieAfterSecondLogin() {
	const first = await cookieOf(ucm);
	await cookieOf(ucm);
	return (await ping(first)).status;
}

async function olderChallengeAnswered() {
	const { username, password } = ucm.account;
	const older = await challengeOf(ucm);
	await challengeOf(ucm);
	const token = md5(`${older}${password}`);
	return (await ask(ucm, { action: 'login', user: username, token })).status;
}

async function statusesOfUnknownUser() {
	const user = 'somebody';
	const { response, status } = await ask(ucm, { action: 'challenge', user });
	if (status !== 0) return [status];
	const token = md5(`${String(response.challenge)}${ucm.account.password}`);
	return [status, (await ask(ucm, { action: 'login', user, token })).status];
}

async function triesUntilBlocked(): Promise<number> {
	for (let tries = 1; tries <= 12; tries += 1) {
		await login(ucm, wrong);
		if ((await ask(ucm, { action: 'challenge', user: 'api' })).status !== 0) return tries;
	}
	return Infinity;
}

async function statusWhenBlocked() {
	await triesUntilBlocked();
	return (await ask(ucm, { action: 'challenge', user: 'api' })).status;
}

async function statusesOfRequests(count: number) {
	const statuses = new Set<number>();
	for (let index = 0; index < count; index += 1) statuses.add((await ping('sid1-1')).status);
	return [...statuses];
}

async function idleList(): Promise<Row> {
	return (await (await client(ucm))('listBridgedChannels')).response;
}

async function row(list: string, name = 'channel'): Promise<Row | undefined> {
	return rows(await (await client(ucm))(list), name)[0];
}

async function stateOf(number: string): Promise<unknown> {
	const accounts = rows(await (await client(ucm))('listAccount'), 'account');
	return accounts.find((each) => each.extension === number)?.status;
}

async function whisper(change: Fields = {}, monitored = '106') {
	if (ucm.pbx.currentCalls().length === 0) customerCalls(ucm, monitored);
	const ask = await client(ucm);
	const channel = await channelOf(ask, monitored);
	const fields = { channel, exten: monitored, mode: 'w', 'barge-exten': '101@0', ...change };
	return ask('callbarge', fields);
}

/** The leg of a supervisor whose phone rings until it is picked up. */
async function legs(upOrRinging: 'up' | 'ringing' = 'ringing') {
	await whisper({ 'barge-exten': '105@0' });
	if (upOrRinging === 'up') ucm.pbx.pickUp('105');
	return rows(await (await client(ucm))('listUnBridgedChannels'));
}

async function transferred(): Promise<Row | undefined> {
	customerCalls(ucm);
	const ask: Ask = await client(ucm);
	await ask('callTransfer', { channel: await channelOf(ask, '106'), extension: '107' });
	ucm.pbx.pickUp('107');
	return row('listBridgedChannels');
}

async function cdrBody(): Promise<Record<string, unknown>> {
	const cookie = await cookieOf(ucm);
	const request = { action: 'cdrapi', cookie, format: 'json' };
	const reply = await post(ucm, JSON.stringify({ request }));
	return (await reply.json()) as Record<string, unknown>;
}

async function cdrRow(): Promise<Row | undefined> {
	return ((await cdrBody()).cdr_root as Row[])[0];
}

function missedCall() {
	ucm.pbx.endCall(customerCalls(ucm, '106', 'ringing'));
}

function answeredCall() {
	ucm.pbx.endCall(customerCalls(ucm));
}

async function queueCallRows(): Promise<Row[]> {
	customerCalls(ucm, '9998');
	ucm.pbx.answerFromQueue('9998', '106');
	await ucm.pbx.hangUp('106');
	return (await cdrBody()).cdr_root as Row[];
}

async function memberStates() {
	const cookie = await cookieOf(ucm);
	return ask(ucm, { action: 'getCallQueuesMemberMessage', extension: '9998', cookie });
}

async function contentType() {
	return (await post(ucm, '{}')).headers.get('content-type');
}

/** What a client sees under each value of each switch. */
const seen: { [Name in SwitchName]: Record<Switches[Name], () => Promise<unknown>> } = {
	expiredCookie: {
		'-6': async () => expect(await statusAfter(10 * minute)).toBe(-6),
		'-8': async () => expect(await statusAfter(10 * minute)).toBe(-8),
	},
	missingCookie: {
		'-6': () => expectStatus(ping(), -6),
		'-5': () => expectStatus(ping(), -5),
	},
	cookieLife: {
		fixed: async () => expect(await statusAfter(10 * minute)).toBe(-6),
		prolongedByUse: async () => expect(await statusAfter(10 * minute)).toBe(0),
	},
	secondLogin: {
		keepsFirst: async () => expect(await firstCookieAfterSecondLogin()).toBe(0),
		killsFirst: async () => expect(await firstCookieAfterSecondLogin()).toBe(-6),
	},
	openChallenges: {
		all: async () => expect(await olderChallengeAnswered()).toBe(0),
		newestOnly: async () => expect(await olderChallengeAnswered()).toBe(-37),
	},
	unknownUser: {
		'-37AtLogin': async () => expect(await statusesOfUnknownUser()).toEqual([0, -37]),
		'-37AtChallenge': async () => expect(await statusesOfUnknownUser()).toEqual([-37]),
		'-71AtChallenge': async () => expect(await statusesOfUnknownUser()).toEqual([-71]),
	},
	remaining: {
		numbers: async () =>
			expect((await login(ucm, wrong)).response).toEqual({ remain_num: 4, remain_time: 0 }),
		texts: async () =>
			expect((await login(ucm, wrong)).response).toEqual({ remain_num: '4', remain_time: '0' }),
		absent: async () => expect((await login(ucm, wrong)).response).toEqual({}),
	},
	triesBeforeBlock: {
		'5': async () => expect(await triesUntilBlocked()).toBe(5),
		'3': async () => expect(await triesUntilBlocked()).toBe(3),
		'10': async () => expect(await triesUntilBlocked()).toBe(10),
	},
	blockedStatus: {
		'-70': async () => expect(await statusWhenBlocked()).toBe(-70),
		'-68': async () => expect(await statusWhenBlocked()).toBe(-68),
	},
	loginBurst: {
		allowed: async () => {
			await login(ucm);
			await expectStatus(login(ucm), 0);
		},
		'-45': async () => {
			await login(ucm);
			await expectStatus(login(ucm), -45);
			ucm.clock.advance(1_000);
			await expectStatus(login(ucm), 0);
		},
	},
	requestRate: {
		unlimited: async () => expect(await statusesOfRequests(25)).toEqual([-6]),
		'20PerSecond': async () => {
			expect(await statusesOfRequests(20)).toEqual([-6]);
			expect(await statusesOfRequests(1)).toEqual([-45]);
			ucm.clock.advance(1_000);
			expect(await statusesOfRequests(1)).toEqual([-6]);
		},
	},
	contentType: {
		'application/json': async () => expect(await contentType()).toBe('application/json'),
		'text/html': async () => expect(await contentType()).toBe('text/html'),
		none: async () => expect(await contentType()).toBeNull(),
	},
	idleChannelList: {
		absent: async () => expect(await idleList()).toEqual({ total_item: 0, total_page: 1, page: 1 }),
		empty: async () => expect((await idleList()).channel).toEqual([]),
	},
	defaultPageSize: {
		all: async () =>
			expect(rows(await (await client(ucm))('listAccount'), 'account')).toHaveLength(13),
		'10': async () =>
			expect(rows(await (await client(ucm))('listAccount'), 'account')).toHaveLength(10),
	},
	sides: {
		callerFirst: async () => {
			customerCalls(ucm);
			expect(await row('listBridgedChannels')).toMatchObject({ callerid1: customer, name1: '' });
		},
		calleeFirst: async () => {
			customerCalls(ucm);
			expect(await row('listBridgedChannels')).toMatchObject({ callerid1: '106', name1: 'Alice' });
		},
	},
	stateWords: {
		InUse: async () => {
			customerCalls(ucm);
			expect(await stateOf('106')).toBe('InUse');
		},
		inuse: async () => expect(await stateOf('106')).toBe('idle'),
		'In Use': async () => {
			customerCalls(ucm);
			expect(await stateOf('106')).toBe('In Use');
		},
	},
	inCallWord: {
		InUse: async () => {
			customerCalls(ucm);
			expect(await stateOf('106')).toBe('InUse');
		},
		Busy: async () => {
			customerCalls(ucm);
			expect(await stateOf('106')).toBe('Busy');
		},
	},
	monitoringLeg: {
		shown: async () => expect(await legs()).toHaveLength(1),
		shownWhenUp: async () => {
			expect(await legs()).toEqual([]);
			ucm.pbx.pickUp('105');
			expect(await row('listUnBridgedChannels')).toMatchObject({ connectedname: 'Call Bargin' });
		},
		hidden: async () => expect(await legs('up')).toEqual([]),
	},
	monitoredNumber: {
		monitored: async () => expect(await legs()).toMatchObject([{ connectednum: '106' }]),
		empty: async () => expect(await legs()).toMatchObject([{ connectednum: '' }]),
		supervisor: async () => expect(await legs()).toMatchObject([{ connectednum: '105' }]),
	},
	ringingLegName: {
		local: async () => expect((await legs())[0]?.channel).toMatch(/^Local\/105@from-internal-/),
		phone: async () => expect((await legs())[0]?.channel).toMatch(/^PJSIP\/105-/),
	},
	modeLetters: {
		either: async () => {
			await expectStatus(whisper({ mode: 'w' }), 0);
			await ucm.pbx.hangUp('101');
			await expectStatus(whisper({ mode: 'W' }), 0);
		},
		w: async () => {
			await expectStatus(whisper({ mode: 'W' }), -15);
			await expectStatus(whisper({ mode: 'w' }), 0);
		},
		W: async () => {
			await expectStatus(whisper({ mode: 'w' }), -15);
			await expectStatus(whisper({ mode: 'W' }), 0);
		},
	},
	bargeExten: {
		mustMatch: () => expectStatus(whisper({ exten: '101' }), -15),
		ignored: async () => {
			await expectStatus(whisper({ exten: '101' }), 0);
			expect(ucm.pbx.monitoringLegs()).toMatchObject([{ monitored: '106' }]);
		},
	},
	busySupervisor: {
		refused: async () => {
			customerCalls(ucm, '106');
			customerCalls(ucm, '101');
			await expectStatus(whisper(), -9);
		},
		accepted: async () => {
			customerCalls(ucm, '106');
			customerCalls(ucm, '101');
			await expectStatus(whisper(), 0);
			expect(ucm.pbx.monitoringLegs()).toEqual([]);
		},
	},
	monitoringRights: {
		ignored: () => expectStatus(whisper({ 'barge-exten': '100@0' }, '108'), 0),
		enforced: () => expectStatus(whisper({ 'barge-exten': '100@0' }, '108'), -47),
	},
	refusals: {
		byReason: () => expectStatus(whisper({ 'barge-exten': '199@0' }), -16),
		'-1': () => expectStatus(whisper({ 'barge-exten': '199@0' }), -1),
		'-15': () => expectStatus(whisper({ 'barge-exten': '199@0' }), -15),
		'-9': () => expectStatus(whisper({ 'barge-exten': '199@0' }), -9),
	},
	transferMoves: {
		otherParty: async () =>
			expect(await transferred()).toMatchObject({ callerid1: customer, callerid2: '107' }),
		namedParty: async () =>
			expect(await transferred()).toMatchObject({ callerid1: '107', callerid2: '106' }),
	},
	memberStates: {
		shown: () => expectStatus(memberStates(), 0),
		'-47': () => expectStatus(memberStates(), -47),
	},
	queueMembers: {
		commas: async () => expect((await row('listQueue', 'queue'))?.members).toBe('106,107,109'),
		ampersands: async () => expect((await row('listQueue', 'queue'))?.members).toBe('106&107&109'),
		list: async () =>
			expect((await row('listQueue', 'queue'))?.members).toEqual(['106', '107', '109']),
	},
	cdrEnvelope: {
		none: async () => expect(await cdrBody()).toEqual({ cdr_root: [] }),
		response: async () =>
			expect(await cdrBody()).toEqual({ response: { cdr_root: [] }, status: 0 }),
	},
	noRecords: {
		emptyList: async () => expect(await cdrBody()).toEqual({ cdr_root: [] }),
		absent: async () => expect(await cdrBody()).toEqual({}),
	},
	cdrLegs: {
		nested: async () => expect(await queueCallRows()).toMatchObject([{ sub_cdr_2: {} }]),
		flat: async () =>
			expect((await queueCallRows()).map((row) => row.dst)).toEqual(['9998', '106']),
	},
	unansweredAt: {
		empty: async () => {
			missedCall();
			expect(await cdrRow()).toMatchObject({ answer: '' });
		},
		zeros: async () => {
			missedCall();
			expect(await cdrRow()).toMatchObject({ answer: '0000-00-00 00:00:00' });
		},
	},
	recordFiles: {
		withAt: async () => {
			ucm.switches.recordings = 'on';
			answeredCall();
			expect((await cdrRow())?.recordfiles).toMatch(/\.wav@$/);
		},
		bare: async () => {
			ucm.switches.recordings = 'on';
			answeredCall();
			expect((await cdrRow())?.recordfiles).toMatch(/\.wav$/);
		},
	},
	recordings: {
		off: async () => {
			answeredCall();
			expect(await cdrRow()).toMatchObject({ recordfiles: '' });
		},
		on: async () => {
			answeredCall();
			expect((await cdrRow())?.recordfiles).toMatch(/\.wav@$/);
		},
	},
	systemFields: {
		underscores: async () =>
			expect((await (await client(ucm))('getSystemGeneralStatus')).response).toHaveProperty(
				'prog_version',
			),
		hyphens: async () =>
			expect((await (await client(ucm))('getSystemGeneralStatus')).response).toHaveProperty(
				'prog-version',
			),
	},
};

const cases = switchNames.flatMap((name) => switchValues[name].map((value) => ({ name, value })));

it.each(cases)('$name: $value', async ({ name, value }) => {
	Object.assign(ucm.switches, { [name]: value });
	const look: Record<string, () => Promise<unknown>> = seen[name];
	await look[value]?.();
});

it('the first value of each switch is the default', () => {
	const first = Object.fromEntries(switchNames.map((name) => [name, switchValues[name][0]]));
	expect(defaultSwitches).toEqual(first);
});

it('only known switches and values can be set', () => {
	expect(isSwitchChange({ sides: 'calleeFirst' })).toBe(true);
	expect(isSwitchChange({ sides: 'neither' })).toBe(false);
	expect(isSwitchChange({ errno: 'bare' })).toBe(false);
});
