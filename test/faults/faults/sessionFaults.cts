import type { Fault } from './fault.cts';
import { page } from './page.cts';

const hour = 3_600_000;

/** The session or the sign-in fails. */
export const sessionFaults: Fault[] = [
	{
		name: 'token refused before acting',
		at: 'request',
		expect: 'success',
		spoil: (e) => {
			if (e.before > 0) return e.send(e.act());
			e.dialect.dropSessions();
			e.send(e.refuseSession());
		},
	},
	{
		name: 'token refused after acting',
		at: 'request',
		beyondKnowledge: true,
		spoil: (e) => {
			const reply = e.act();
			if (e.before > 0) return e.send(reply);
			e.dialect.dropSessions();
			e.send(e.refuseSession());
		},
	},
	{
		name: 'token always refused',
		at: 'all',
		expect: 'error',
		items: 3,
		maxSignIns: 3,
		spoil: (e) => e.send(e.refuseSession()),
	},
	{ name: 'PBX restart between items', at: 'all', items: 2, restart: true, expect: 'success' },
	{
		name: 'sign-in: silence',
		at: 'signIn',
		expect: 'error',
		endedByTimeout: true,
		spoil: () => undefined,
	},
	{
		name: 'sign-in: drip',
		at: 'signIn',
		expect: 'error',
		endedByTimeout: true,
		spoil: (e) => {
			const { body } = e.act();
			e.socket.write('HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n');
			e.drip(body, ' ');
		},
	},
	{ name: 'sign-in: reset', at: 'signIn', expect: 'error', spoil: (e) => e.reset() },
	{
		name: 'sign-in: HTML page',
		at: 'signIn',
		expect: 'error',
		spoil: (e) => e.sendStatus('200 OK', page(e)),
	},
	{
		name: 'sign-in: truncated',
		at: 'signIn',
		expect: 'error',
		spoil: (e) => {
			const reply = e.act();
			e.send({ ...reply, body: reply.body.subarray(0, reply.body.length * 0.6) });
		},
	},
	{
		name: 'sign-in: HTTP 503',
		at: 'signIn',
		expect: 'error',
		spoil: (e) => e.sendStatus('503 Unavailable'),
	},
	{
		name: 'wrong password',
		at: 'signIn',
		expect: 'error',
		items: 2,
		runs: 3,
		maxSignIns: 3,
		spoil: (e) => {
			e.act();
			e.send(e.dialect.signInRefusal('wrongPassword'));
		},
	},
	{
		name: 'locked out',
		at: 'signIn',
		expect: 'error',
		items: 2,
		runs: 3,
		maxSignIns: 1,
		spoil: (e) => {
			e.act();
			e.send(e.dialect.signInRefusal('lockedOut'));
		},
	},
];

/** The execution is cancelled at some step. */
export const cancellations: Fault[] = [
	{ name: 'cancel before the request', at: 'request', cancelAtStart: true },
	{
		name: 'cancel in the sign-in',
		at: 'signIn',
		spoil: (e) => {
			e.cancel();
			setTimeout(() => e.send(e.act()), 300);
		},
	},
	{
		name: 'cancel in a silent sign-in',
		at: 'signIn',
		endsBeforeSignIn: true,
		spoil: (e) => e.cancel(),
	},
	{
		name: 'cancel in the reply',
		at: 'request',
		spoil: (e) => {
			const reply = e.act();
			e.cancel();
			setTimeout(() => e.send(reply), 1_500);
		},
	},
];

/** Their clock is everybody's: they run together, and nothing else beside them. */
export const clockFaults: Fault[] = [
	{ name: 'clock jumps forward', at: 'request', clockJumpMs: hour, expect: 'success' },
	{ name: 'clock jumps back', at: 'request', clockJumpMs: -hour, expect: 'success' },
	{
		name: 'clock jumps back after a failed sign-in',
		at: 'signIn',
		clockJumpMs: -hour,
		expect: 'success',
		spoil: (e) => (e.before === 0 ? e.sendStatus('503 Unavailable') : e.send(e.act())),
	},
];
