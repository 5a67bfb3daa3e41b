import { Failure } from '../../pbx/model/failure';
import { RefusedSignIn, type SignInOutlook } from '../../pbx/session/refusedSignIn';
import type { PbxRequest } from '../../pbx/http/request';
import { Installation, type InventedPbx } from './inventedPbx.cts';

// How often wrong credentials are tried, and what clocks that are wrong do to that.

const minute = 60_000;
let now = Date.parse('2026-01-01T12:00:00Z');

beforeEach(() => {
	jest.spyOn(Date, 'now').mockImplementation(() => now);
});

afterEach(() => {
	jest.restoreAllMocks();
});

const query: PbxRequest = { method: 'GET', path: '/calls', query: [], headers: {} };
const login: PbxRequest = { path: '/login', query: [], headers: {} };
const ping: PbxRequest = { path: '/ping', query: [], headers: {} };

/** A PBX with sessions in the query. */
class SessionPbx implements InventedPbx {
	/** What it says of the next try when it refuses a password. */
	outlook?: SignInOutlook;
	accepts: 'all' | 'password' | 'nothing' | 'noSession' = 'all';
	private count = 0;

	constructor(readonly name: string) {}

	readonly authenticator: InventedPbx['authenticator'] = {
		signIn: async (send) => {
			const reply = await send(login);
			if (reply instanceof Failure) return reply;
			if (reply.status === 403) {
				const wrong = 'Wrong user name or password';
				const failure = new Failure('authenticationFailed', wrong, 'Check both.');
				return this.outlook ? new RefusedSignIn(failure, this.outlook) : failure;
			}
			if (reply.status === 503) return new Failure('unreachable', 'The PBX is busy', 'Wait.');
			return { session: reply.body };
		},
		sign: (unsigned, session) => ({ ...unsigned, query: [...unsigned.query, ['sid', session]] }),
		refused: (_request, { status }) => status === 401,
		probe: { request: ping, failure: () => undefined },
	};

	answer: InventedPbx['answer'] = ({ path }) => {
		if (this.accepts === 'nothing') return { status: 503, json: {} };
		if (path === '/login') {
			if (this.accepts === 'password') return { status: 403, json: {} };
			return { json: `s${(this.count += 1)}` };
		}
		return { status: this.accepts === 'noSession' ? 401 : 200, json: {} };
	};
}

function logins(n8n: Installation): number {
	return n8n.paths().filter((path) => path === '/login').length;
}

interface StoredState {
	fingerprint: string;
	session?: unknown;
}

function storedIn(n8n: Installation): StoredState {
	const { sessionToken } = n8n.stored;
	if (typeof sessionToken !== 'string') throw new Error('Nothing is stored.');
	return JSON.parse(sessionToken) as StoredState;
}

describe('wrong credentials', () => {
	test('are left alone after three tries, until a person tests them: once', async () => {
		const pbx = new SessionPbx('three-tries');
		pbx.accepts = 'password';
		const n8n = new Installation(pbx);
		for (let run = 0; run < 60; run += 1) {
			await n8n.execution()(query);
			now += minute;
		}
		expect(logins(n8n)).toBe(3);
		for (let press = 0; press < 3; press += 1) await n8n.test();
		expect(logins(n8n)).toBe(1);
		pbx.accepts = 'all';
		await n8n.execution()(query);
		expect(logins(n8n)).toBe(0);
	});

	test.each([
		[{ triesLeft: 1 }, 1],
		[{ triesLeft: 0 }, 1],
		[{ triesLeft: 2 }, 3],
		[{ pauseMs: 30 * minute }, 3],
	] as Array<[SignInOutlook, number]>)(
		'of which the PBX says %j are tried %i times in an hour',
		async (outlook, tries) => {
			const pbx = new SessionPbx(
				`outlook-${Object.entries(outlook).join('-').replace(/\W/g, '-').toLowerCase()}`,
			);
			pbx.accepts = 'password';
			pbx.outlook = outlook;
			const n8n = new Installation(pbx);
			for (let run = 0; run < 60; run += 1) {
				await n8n.execution()(query);
				now += minute;
			}
			expect(logins(n8n)).toBe(tries);
		},
	);

	test('are not tried again before the pause that the PBX names', async () => {
		const pbx = new SessionPbx('named-pause');
		pbx.accepts = 'password';
		pbx.outlook = { pauseMs: 9 * minute };
		const n8n = new Installation(pbx);
		for (let run = 0; run < 9; run += 1) {
			await n8n.execution()(query);
			now += minute;
		}
		expect(logins(n8n)).toBe(1);
	});

	test('that a test was refused with are tried by another one after ten minutes, and it says so', async () => {
		const pbx = new SessionPbx('tested-again');
		pbx.accepts = 'password';
		const n8n = new Installation(pbx);
		for (let run = 0; run < 60; run += 1) {
			await n8n.execution()(query);
			now += minute;
		}
		const advice =
			'Change them; or, if they were put right on the PBX, test the credential: a test tries them once in 10 min.';
		expect(await n8n.execution()(query)).toMatchObject({
			remedy: expect.stringContaining(advice) as string,
		});
		n8n.paths();
		for (let press = 0; press < 3; press += 1) await n8n.test();
		expect(logins(n8n)).toBe(1);
		expect(String(await n8n.test())).toContain(advice);
		now += 10 * minute;
		for (let press = 0; press < 3; press += 1) await n8n.test();
		expect(logins(n8n)).toBe(1);
		pbx.accepts = 'all';
		now += 10 * minute;
		await n8n.test();
		n8n.paths();
		expect(await n8n.execution()(query)).toMatchObject({ status: 200 });
		expect(n8n.paths()).toEqual(['/calls']);
	});

	test('that are right again after all are used as soon as a test has found that', async () => {
		const pbx = new SessionPbx('right-again');
		pbx.accepts = 'password';
		const n8n = new Installation(pbx);
		const send = n8n.execution();
		await send(query);
		pbx.accepts = 'all';
		await n8n.test();
		n8n.paths();
		expect(await send(query)).toMatchObject({ status: 200 });
		expect(n8n.paths()).toEqual(['/calls']);
	});

	test('cost a test of new ones a single try', async () => {
		const pbx = new SessionPbx('new-and-wrong');
		pbx.accepts = 'password';
		const n8n = new Installation(pbx);
		for (let press = 0; press < 6; press += 1) await n8n.test();
		expect(logins(n8n)).toBe(1);
	});

	test('that another process was refused with meanwhile are not tried', async () => {
		const pbx = new SessionPbx('refused-there');
		pbx.accepts = 'password';
		const n8n = new Installation(pbx);
		const send = n8n.execution();
		await send(query);
		now += 5 * minute;
		// What another process stores after its second try.
		const stored = storedIn(n8n);
		const second = { ...stored, learnedAtMs: now, retryAtMs: now + 6 * minute, attempts: 2 };
		n8n.stored.sessionToken = JSON.stringify(second);
		n8n.paths();
		expect(await send(query)).toMatchObject({ kind: 'authenticationFailed' });
		expect(n8n.paths()).toEqual([]);
	});
});

describe('clocks', () => {
	test.each([-minute, -60 * minute, -600 * minute])(
		'that jump by %d ms leave no failure behind',
		async (jump) => {
			const pbx = new SessionPbx(`jump${jump}`);
			pbx.accepts = 'nothing';
			const n8n = new Installation(pbx);
			expect(await n8n.execution()(query)).toMatchObject({ kind: 'unreachable' });
			pbx.accepts = 'all';
			now += jump;
			expect(await n8n.execution()(query)).toMatchObject({ status: 200 });
		},
	);

	test('that are wrong elsewhere cause no pause that no process makes', async () => {
		const pbx = new SessionPbx('absurd');
		const n8n = new Installation(pbx);
		await n8n.execution()(query);
		const { fingerprint } = storedIn(n8n);
		n8n.stored.sessionToken = JSON.stringify({
			state: 'failed',
			fingerprint,
			learnedAtMs: now,
			retryAtMs: now + 24 * 60 * minute,
			kind: 'unreachable',
			message: 'No',
			remedy: 'None.',
			attempts: 0,
		});
		expect(await n8n.execution()(query)).toMatchObject({ status: 200 });
	});

	test('of two processes that differ by an hour do not cost a sign-in each time', async () => {
		const pbx = new SessionPbx('differ');
		const n8n = new Installation(pbx);
		await n8n.execution()(query);
		const stored = storedIn(n8n);
		// Another process renewed it: its clock is an hour behind.
		const there = { ...stored, session: 'theirs', learnedAtMs: now - 60 * minute };
		const send = n8n.execution();
		n8n.stored.sessionToken = JSON.stringify(there);
		const ours = stored.session;
		const { answer } = pbx;
		pbx.answer = (request) =>
			request.query.get('sid') === ours ? { status: 401, json: {} } : answer(request);
		n8n.paths();
		expect(await send(query)).toMatchObject({ status: 200 });
		expect(await n8n.execution()(query)).toMatchObject({ status: 200 });
		expect(n8n.paths()).toEqual(['/calls', '/calls', '/calls']);
	});
});

describe('what is stored', () => {
	test.each([
		['number', 42],
		['nothing', null],
		['object', { a: 1 }],
		['list', ['x']],
	])('with a %s in place of the session heals', async (what, session) => {
		const pbx = new SessionPbx(`stored-${what}`);
		const n8n = new Installation(pbx);
		await n8n.execution()(query);
		const stored = storedIn(n8n);
		const newer = { ...stored, session, learnedAtMs: now + 1, verifiedAtMs: now + 1 };
		n8n.stored.sessionToken = JSON.stringify(newer);
		now += 10;
		expect(await n8n.execution()(query)).toMatchObject({ status: 200 });
		expect(n8n.requests.at(-1)?.query.get('sid')).toBe('"s1"');
	});
});

test('a PBX that refuses every session costs one sign-in per execution', async () => {
	const pbx = new SessionPbx('refuses-all');
	const n8n = new Installation(pbx);
	const send = n8n.execution();
	await send(query);
	pbx.accepts = 'noSession';
	n8n.paths();
	for (let item = 0; item < 3; item += 1) expect(await send(query)).toMatchObject({ status: 401 });
	expect(logins(n8n)).toBe(1);
});

test('a credential that is changed during a run ends it with one clear error', async () => {
	const pbx = new SessionPbx('changed');
	const n8n = new Installation(pbx);
	const send = n8n.execution();
	await send(query);
	pbx.accepts = 'noSession';
	n8n.stored = { ...n8n.stored, password: 'new', sessionToken: '' };
	n8n.paths();
	for (let item = 0; item < 3; item += 1) {
		const failure = await send(query);
		expect(failure).toMatchObject({ kind: 'authenticationFailed' });
		expect(failure).toHaveProperty(
			'message',
			'The credential was changed while the execution was running',
		);
	}
	expect(n8n.paths()).toEqual(['/calls']);
});

describe('a session beside the shared one', () => {
	test('counts with it: wrong credentials are tried three times in all', async () => {
		const pbx = new SessionPbx('beside');
		pbx.accepts = 'password';
		const n8n = new Installation(pbx, 'wrong');
		const own = n8n.ownSession();
		let tried = 0;
		for (let round = 0; round < 10; round += 1) {
			const [mine, shared] = await Promise.all([own.signIn(), n8n.execution()(query)]);
			expect(mine).toBeInstanceOf(Failure);
			expect(shared).toBeInstanceOf(Failure);
			const inThisRound = logins(n8n);
			expect(inThisRound).toBeLessThanOrEqual(1);
			tried += inThisRound;
			now += 12 * minute;
		}
		expect(tried).toBe(3);
	});

	test('is neither stored nor shared, and a PBX that is busy does not end the shared one', async () => {
		const pbx = new SessionPbx('apart');
		const n8n = new Installation(pbx);
		await n8n.execution()(query);
		const before = storedIn(n8n).session;
		const own = n8n.ownSession();
		expect(await own.send(query)).toBe('sessionLost');
		expect(await own.signIn()).toBe('done');
		await own.send(query);
		const mine = n8n.requests.at(-1);
		expect(mine?.query.get('sid')).not.toBe(before);
		expect(storedIn(n8n).session).toBe(before);
		pbx.accepts = 'nothing';
		expect(await own.signIn()).toBeInstanceOf(Failure);
		pbx.accepts = 'all';
		n8n.paths();
		await n8n.execution()(query);
		expect(n8n.paths()).toEqual(['/calls']);
	});
});
