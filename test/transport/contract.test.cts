import type { Authenticator } from '../../pbx/drivers/driver';
import type { PbxRequest } from '../../pbx/http/request';
import { Failure } from '../../pbx/model/failure';
import { field, Installation, type InventedPbx } from './inventedPbx.cts';

// What a driver may do that neither of the drivers in this package does.

const minutes = 60_000;
let now = Date.parse('2026-01-01T12:00:00Z');

beforeEach(() => {
	jest.spyOn(Date, 'now').mockImplementation(() => now);
});

afterEach(() => {
	jest.restoreAllMocks();
});

function get(path: string, query: PbxRequest['query'] = []): PbxRequest {
	return { method: 'GET', path, query, headers: {} };
}

function post(path: string, body: object): PbxRequest {
	const headers = { 'Content-Type': 'application/json' };
	return { path, query: [], headers, body: JSON.stringify(body) };
}

const wrongPassword = () =>
	new Failure('authenticationFailed', 'Wrong user name or password', 'Check both.');

describe('a session with a life time, refreshed instead of opened anew, over GET with JSON', () => {
	interface Tokens {
		access: string;
		refresh: string;
	}

	/** Access tokens live 30 minutes; a refresh token opens the next one once. */
	class RefreshingPbx implements InventedPbx {
		private count = 0;
		private current: Tokens & { untilMs: number } = { access: '', refresh: '', untilMs: 0 };

		constructor(readonly name: string) {}

		readonly authenticator: Authenticator = {
			async signIn(send, previous) {
				const tokens = previous === undefined ? undefined : (JSON.parse(previous) as Tokens);
				const refreshed =
					tokens && (await send(get('/refresh', [['refresh_token', tokens.refresh]])));
				if (refreshed instanceof Failure) return refreshed;
				const reply =
					refreshed?.status === 200 ? refreshed : await send(post('/token', { user: 'api' }));
				if (reply instanceof Failure) return reply;
				const session = { access: field(reply, 'access'), refresh: field(reply, 'refresh') };
				return { session: JSON.stringify(session), lifetimeMs: 29 * minutes };
			},
			sign: (unsigned, session) => ({
				...unsigned,
				query: [...unsigned.query, ['access_token', (JSON.parse(session) as Tokens).access]],
			}),
			refused: (_request, { status }) => status === 401,
			probe: { request: get('/ping'), failure: () => undefined },
		};

		answer: InventedPbx['answer'] = ({ method, path, query }) => {
			if (path === '/token') return { json: this.issue() };
			if (path === '/refresh') {
				const isKnown = query.get('refresh_token') === this.current.refresh;
				return isKnown ? { json: this.issue() } : { status: 400, json: {} };
			}
			const isValid = query.get('access_token') === this.current.access;
			if (!isValid || now >= this.current.untilMs) return { status: 401, json: {} };
			return { json: { method, extension: query.get('number') } };
		};

		/** As a restart does. */
		forget(): void {
			this.current = { access: 'none', refresh: 'none', untilMs: 0 };
		}

		private issue(): Tokens {
			this.count += 1;
			const tokens = { access: `access-${this.count}`, refresh: `refresh-${this.count}` };
			this.current = { ...tokens, untilMs: now + 30 * minutes };
			return tokens;
		}
	}

	const query = get('/extension', [['number', '0101']]);

	test('is renewed before it is used, once for all requests that need it', async () => {
		const n8n = new Installation(new RefreshingPbx('refreshing'));
		const reply = await n8n.execution()(query);
		expect(reply).toMatchObject({ status: 200, body: '{"method":"GET","extension":"0101"}' });
		expect(n8n.paths()).toEqual(['/token', '/extension']);
		now += 28 * minutes;
		await n8n.execution()(query);
		expect(n8n.paths()).toEqual(['/extension']);
		now += 2 * minutes;
		const executions = [n8n.execution(), n8n.execution(), n8n.execution()];
		const replies = await Promise.all(executions.map(async (send) => await send(query)));
		for (const one of replies) expect(one).toMatchObject({ status: 200 });
		// No request went out with the expired one, and no password either.
		expect(n8n.paths().sort()).toEqual(['/extension', '/extension', '/extension', '/refresh']);
	});

	test('is taken from another execution that has renewed it', async () => {
		const pbx = new RefreshingPbx('shared');
		const n8n = new Installation(pbx);
		const send = n8n.execution();
		await send(query);
		now += 30 * minutes;
		await n8n.execution()(query);
		n8n.paths();
		// This execution read the credential before that.
		await send(query);
		expect(n8n.paths()).toEqual(['/extension']);
	});

	test('that the PBX forgot is refreshed in vain and opened anew, and the request sent again', async () => {
		const pbx = new RefreshingPbx('forgetful');
		const n8n = new Installation(pbx);
		await n8n.execution()(query);
		n8n.paths();
		pbx.forget();
		expect(await n8n.execution()(query)).toMatchObject({ status: 200 });
		expect(n8n.paths()).toEqual(['/extension', '/refresh', '/token', '/extension']);
	});
});

describe('a session that signs in the JSON body', () => {
	const pbx: InventedPbx = {
		name: 'body',
		authenticator: {
			signIn: async (send) => {
				const reply = await send(post('/api', { action: 'login' }));
				return reply instanceof Failure ? reply : { session: field(reply, 'cookie') ?? '' };
			},
			sign: (unsigned, cookie) => ({
				...unsigned,
				body: JSON.stringify({ ...(JSON.parse(unsigned.body ?? '{}') as object), cookie }),
			}),
			refused: (_request, { body }) => body.includes('"status":-6'),
			probe: { request: post('/api', { action: 'ping' }), failure: () => undefined },
		},
		answer({ body = '{}' }) {
			const { action, cookie } = JSON.parse(body) as Record<string, string>;
			if (action === 'login') return { json: { cookie: 'sid1' } };
			return { json: cookie === 'sid1' ? { status: 0, action } : { status: -6 } };
		},
	};

	test('reaches the PBX in the body alone', async () => {
		const n8n = new Installation(pbx);
		const dial = post('/api', { action: 'dial', to: '0101' });
		expect(await n8n.execution()(dial)).toMatchObject({ body: '{"status":0,"action":"dial"}' });
		const sent = n8n.requests.at(-1);
		expect(sent?.body).toBe('{"action":"dial","to":"0101","cookie":"sid1"}');
		expect([...(sent?.query ?? [])]).toEqual([]);
		// The next one is signed without n8n's hooks.
		await n8n.execution()(dial);
		expect(n8n.requests.map(({ body }) => body).slice(-1)).toEqual([sent?.body]);
	});

	test.each([{ action: 'ping' }, '{"action":"ping"}', Buffer.from('{"action":"ping"}')])(
		"signs a request of n8n's HTTP Request node: %p",
		async (body) => {
			const n8n = new Installation(pbx);
			await n8n.execution()(post('/api', { action: 'ping' }));
			const signed = n8n.signed({ url: 'http://body.example/api', method: 'POST', body });
			expect(signed.body).toEqual(Buffer.from('{"action":"ping","cookie":"sid1"}'));
		},
	);
});

describe('a PBX without sessions', () => {
	const basic = (password: string): InventedPbx => {
		const header = `Basic ${Buffer.from(`api:${password}`).toString('base64')}`;
		const probe = { request: get('/ping'), failure: () => undefined };
		const sign = (unsigned: PbxRequest) => ({
			...unsigned,
			headers: { ...unsigned.headers, Authorization: header },
		});
		return {
			name: `basic-${password}`,
			authenticator: {
				async signIn(send) {
					const reply = await send(sign(probe.request));
					if (reply instanceof Failure) return reply;
					return reply.status === 401 ? wrongPassword() : { session: '' };
				},
				sign,
				refused: (_request, { status }) => status === 401,
				probe,
			},
			answer: ({ headers }) => {
				const isRight = headers.Authorization === 'Basic YXBpOnJpZ2h0';
				return isRight ? { json: { ok: 'yes' } } : { status: 401, json: {} };
			},
		};
	};

	test('is asked with the credentials in a header, and stores nothing that opens it', async () => {
		const n8n = new Installation(basic('right'));
		expect(await n8n.execution()(get('/calls'))).toMatchObject({ body: '{"ok":"yes"}' });
		expect(await n8n.execution()(get('/calls'))).toMatchObject({ body: '{"ok":"yes"}' });
		expect(n8n.paths()).toEqual(['/ping', '/calls', '/calls']);
		expect(n8n.stored.sessionToken).toContain('"session":""');
		expect(n8n.stored.sessionToken).not.toMatch(/YXBp|right/);
	});

	test('does not see wrong credentials with every request', async () => {
		const n8n = new Installation(basic('wrong'), 'wrong');
		for (let execution = 0; execution < 5; execution += 1) {
			const failure = await n8n.execution()(get('/calls'));
			expect(failure).toMatchObject({ kind: 'authenticationFailed' });
		}
		expect(n8n.paths()).toEqual(['/ping']);
	});
});

describe('a PBX that takes a request for one too many', () => {
	const busy = (name: string, times: number, pauseMs: number): InventedPbx => {
		let left = times;
		return {
			name,
			authenticator: {
				signIn: async () => await Promise.resolve({ session: 'sid' }),
				sign: (unsigned) => unsigned,
				refused: () => false,
				busyForMs: ({ body }) => (body.includes('too many') ? pauseMs : undefined),
				probe: { request: get('/ping'), failure: () => undefined },
			},
			answer: ({ path }) => {
				if (path !== '/calls' || left === 0) return { json: { ok: 'yes' } };
				left -= 1;
				return { json: { error: 'too many' } };
			},
		};
	};

	test('gets it again after the pause that it asks for', async () => {
		const n8n = new Installation(busy('busyTwice', 2, 1));
		const reply = await n8n.execution()(get('/calls'));
		expect(reply).toMatchObject({ body: '{"ok":"yes"}' });
		expect(n8n.paths()).toEqual(['/calls', '/calls', '/calls']);
	});

	test('does not get it again where the pause is longer than the time-out of the request', async () => {
		const n8n = new Installation(busy('busyLong', 1, 5_000));
		const reply = await n8n.execution()({ ...get('/calls'), timeoutMs: 4_000 });
		expect(reply).toMatchObject({ body: '{"error":"too many"}' });
		expect(n8n.paths()).toEqual(['/calls']);
	});

	test('does not get it for ever', async () => {
		const n8n = new Installation(busy('busyAlways', Infinity, 1));
		const reply = await n8n.execution()({ ...get('/calls'), timeoutMs: 300 });
		expect(reply).toMatchObject({ body: '{"error":"too many"}' });
		expect(n8n.paths().length).toBeLessThanOrEqual(4);
	});
});
