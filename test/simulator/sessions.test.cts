import { standingClock, type AdvanceableClock } from '../../simulator/clock.cts';
import { md5, Sessions } from '../../simulator/sessions/sessions.cts';

const minute = 60_000;
const right = { username: 'api', passwordHash: md5('secret') };
const wrong = { username: 'api', passwordHash: md5('guess') };
const here = '127.0.0.1';

let clock: AdvanceableClock;
let sessions: Sessions;
let account: { username: string; password: string };

beforeEach(() => {
	clock = standingClock(new Date(0));
	account = { username: 'api', password: 'secret' };
	sessions = new Sessions(account, clock);
});

function signedIn(otherTokens: 'kept' | 'killed' = 'kept'): string {
	const result = sessions.signIn(here, right, otherTokens);
	if (typeof result === 'string') throw new Error(result);
	return result.token;
}

function guess(times: number): string[] {
	return Array.from({ length: times }, () => {
		const result = sessions.signIn(here, wrong, 'kept');
		return typeof result === 'string' ? result : 'signed in';
	});
}

describe('a token', () => {
	it('is 32 lower-case hex digits and never the same', () => {
		expect(signedIn()).toMatch(/^[0-9a-f]{32}$/);
		expect(signedIn()).not.toBe(signedIn());
	});

	it('lives thirty minutes', () => {
		const token = signedIn();
		clock.advance(30 * minute - 1);
		expect(sessions.use(token)).toBe('alive');
		clock.advance(30 * minute);
		expect(sessions.use(token)).toBe('expired');
	});

	it('lives on with every use', () => {
		const token = signedIn();
		for (let use = 0; use < 5; use += 1) {
			clock.advance(29 * minute);
			expect(sessions.use(token)).toBe('alive');
		}
	});

	it('stays expired', () => {
		const token = signedIn();
		clock.advance(31 * minute);
		expect([sessions.use(token), sessions.use(token)]).toEqual(['expired', 'expired']);
	});

	it('is unknown after sign-out or a restart, or when it was never given out', () => {
		const [first, second] = [signedIn(), signedIn()];
		sessions.signOut(first);
		expect(sessions.use(first)).toBe('unknown');
		expect(sessions.use(second)).toBe('alive');
		sessions.forgetAll();
		expect(sessions.use(second)).toBe('unknown');
		expect(sessions.use('0'.repeat(32))).toBe('unknown');
	});

	it('survives a second sign-in or not', () => {
		const first = signedIn('kept');
		const second = signedIn('kept');
		expect(sessions.use(first)).toBe('alive');
		const third = signedIn('killed');
		expect([first, second, third].map((token) => sessions.use(token))).toEqual([
			'unknown',
			'unknown',
			'alive',
		]);
	});
});

describe('signing in', () => {
	it.each([
		['another user', { ...right, username: 'API' }],
		['another password', wrong],
		['the password itself', { ...right, passwordHash: 'secret' }],
		['an upper-case hash', { ...right, passwordHash: md5('secret').toUpperCase() }],
	])('is refused with %s', (_name, credentials) => {
		expect(sessions.signIn(here, credentials, 'kept')).toBe('wrong');
	});

	it('follows a change of the password', () => {
		account.password = 'new';
		expect(sessions.signIn(here, right, 'kept')).toBe('wrong');
		const changed = { ...right, passwordHash: md5('new') };
		expect(sessions.signIn(here, changed, 'kept')).toHaveProperty('token');
	});
});

describe('five wrong passwords in a row', () => {
	it('lock the address, even for the right password', () => {
		expect(guess(6)).toEqual(['wrong', 'wrong', 'wrong', 'wrong', 'wrong', 'locked']);
		expect(sessions.signIn(here, right, 'kept')).toBe('locked');
	});

	it('lock it for ten minutes, whatever is tried meanwhile', () => {
		guess(5);
		clock.advance(10 * minute - 1);
		expect(guess(6)).toEqual(Array(6).fill('locked'));
		clock.advance(1);
		expect(sessions.signIn(here, right, 'kept')).toHaveProperty('token');
	});

	it('count again from zero after the lock', () => {
		guess(5);
		clock.advance(10 * minute);
		expect(guess(5)).toEqual(Array(5).fill('wrong'));
		expect(guess(1)).toEqual(['locked']);
	});

	it('leave other addresses alone', () => {
		guess(5);
		expect(sessions.signIn('127.0.0.2', right, 'kept')).toHaveProperty('token');
	});

	it('leave tokens alone', () => {
		const token = signedIn();
		guess(5);
		expect(sessions.use(token)).toBe('alive');
	});

	it('are not four and a right one and four more', () => {
		guess(4);
		signedIn();
		expect(guess(4)).toEqual(Array(4).fill('wrong'));
		expect(sessions.signIn(here, right, 'kept')).toHaveProperty('token');
	});

	it('are forgiven by the administrator', () => {
		guess(5);
		sessions.unlockAll();
		expect(sessions.signIn(here, right, 'kept')).toHaveProperty('token');
	});
});
