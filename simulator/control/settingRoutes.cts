import type { FastifyInstance } from 'fastify';
import { isFault } from '../http/faults.cts';
import { badRequest, result, type Controls } from './controls.cts';
import { isRecord } from './requests.cts';

/** Clock, restart, switches, faults and account. */
export function settingRoutes(app: FastifyInstance, controls: Controls): void {
	const { clock, switches, faults, account } = controls;
	app.post('/clock/advance', ({ body }, reply) => {
		if (!isRecord(body) || typeof body.milliseconds !== 'number') {
			return badRequest(reply, 'milliseconds is needed');
		}
		clock.advance(body.milliseconds);
		return reply.send({ now: new Date(clock.now()).toISOString() });
	});
	app.post('/restart', ({ body }, reply) => {
		const what = isRecord(body) ? body.what : undefined;
		if (what !== 'apiService' && what !== 'pbx') return badRequest(reply, 'what is needed');
		controls.restart(what);
		return result(reply, 'done');
	});
	app.post('/unlock', (_request, reply) => {
		controls.unlock();
		return result(reply, 'done');
	});
	app.patch('/tokens', ({ body }, reply) => {
		const lifetimeMs = isRecord(body) ? body.lifetimeMs : undefined;
		if (typeof lifetimeMs !== 'number' || !(lifetimeMs > 0)) {
			return badRequest(reply, 'lifetimeMs is needed');
		}
		controls.setTokenLifetime(lifetimeMs);
		return result(reply, 'done');
	});
	app.get('/switches', () => switches);
	app.patch('/switches', ({ body }, reply) => {
		if (!isRecord(body) || !controls.isSwitchChange(body)) {
			return badRequest(reply, 'an unknown switch or value');
		}
		return reply.send(Object.assign(switches, body));
	});
	app.get('/faults', () => faults.list());
	app.post('/faults', ({ body }, reply) => {
		if (!isFault(body)) return badRequest(reply, 'an unknown fault');
		faults.add(body);
		return reply.send(faults.list());
	});
	app.delete('/faults', (_request, reply) => {
		faults.clear();
		return result(reply, 'done');
	});
	app.patch('/account', ({ body }, reply) => {
		const { username = account.username, password = account.password } = isRecord(body) ? body : {};
		if (typeof username !== 'string' || typeof password !== 'string') {
			return badRequest(reply, 'username and password are texts');
		}
		Object.assign(account, { username, password });
		return result(reply, 'done');
	});
}

/** What the simulator has sent and received. */
export function recordRoutes(app: FastifyInstance, controls: Controls): void {
	app.get('/deliveries', () => controls.deliveries);
	app.get('/counters', () => controls.counters);
	app.delete('/counters', (_request, reply) => {
		controls.resetCounters();
		return result(reply, 'done');
	});
	app.get('/journal', () => controls.journal);
	app.delete('/journal', (_request, reply) => {
		controls.journal.length = 0;
		return result(reply, 'done');
	});
}
