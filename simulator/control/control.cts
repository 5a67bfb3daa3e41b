import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { isFault } from '../api/openvox/faults.cts';
import type { Race } from '../api/openvox/races.cts';
import { isSwitchChange } from '../api/openvox/switches.cts';
import type { InMemoryPbx } from '../model/inMemoryPbx.cts';
import type { Extension } from '../model/pbxModel.cts';
import type { Controls } from '../simulator.cts';
import { isNewCall, isPhoneChange, isRecord, isSettingsChange, phoneFields } from './requests.cts';

/** Printed at `GET /`. */
export const controlHelp = [
	'GET    /extensions                        settings, phone, state and calls of every extension',
	'PATCH  /extensions/106                    {"allowBeingMonitored": false, "autoAnswer": "unsupported", "line": "unregistered"}',
	'POST   /extensions/105/pick-up            also: decline, hang-up, hold, unhold, mute, unmute',
	'POST   /extensions/106/transfer           {"to": "102"}: as with the feature code *03',
	'GET    /calls',
	'POST   /calls                             {"direction": "inbound", "from": "0151234567", "to": "106", "answered": "ringing"}',
	'POST   /queues/9998/answer                {"member": "106"}: takes the caller who waits longest',
	'DELETE /calls/1589881290.963              the call ends',
	'GET    /hearing                           who hears whom, as data and as sentences',
	'POST   /clock/advance                     {"milliseconds": 1800000}',
	'POST   /restart                           {"what": "apiService"} (tokens are lost) or {"what": "pbx"} (calls, too)',
	'POST   /unlock                            frees locked addresses',
	'GET    /switches, PATCH /switches         {"freeWord": "Idle"}',
	'GET    /faults, POST /faults, DELETE /faults   {"trouble": {"kind": "silence"}, "endpoint": "extension/whisper", "requests": 1}',
	'POST   /races, DELETE /races              {"moment": "after", "endpoint": "extensionlist/query", "request": 2, "extension": "106", "act": "pick-up"}, or "call": {...}',
	'PATCH  /account                           {"username": "...", "password": "..."}',
	'PATCH  /tokens                            {"lifetimeMs": 20000}',
	'GET    /deliveries                        reports that were sent',
	'GET    /counters, DELETE /counters',
	'GET    /journal, DELETE /journal',
];

function badRequest(reply: FastifyReply, problem: string) {
	return reply.code(400).send({ problem });
}

function result(reply: FastifyReply, outcome: string) {
	const succeeded = outcome === 'done' || outcome === 'configured';
	return reply.code(succeeded ? 200 : 409).send({ result: outcome });
}

/** Only the PBX's own API shows these. */
const secrets = ['registerPassword', 'userPassword', 'voicemailPin'];

function extensionView({ pbx }: Controls, extension: Extension) {
	const settings = Object.fromEntries(
		Object.entries(extension).filter(([name]) => !secrets.includes(name)),
	);
	const phone = pbx.phone(extension.number);
	return typeof phone === 'string' ? settings : { ...settings, ...phone };
}

type PhoneAct = (number: string) => string | Promise<string>;

function phoneActs(pbx: InMemoryPbx): Record<string, PhoneAct> {
	return {
		'pick-up': (number) => pbx.pickUp(number),
		decline: (number) => pbx.decline(number),
		'hang-up': (number) => pbx.hangUp(number),
		hold: (number) => pbx.hold(number, 'on'),
		unhold: (number) => pbx.hold(number, 'off'),
		mute: (number) => pbx.mute(number, 'on'),
		unmute: (number) => pbx.mute(number, 'off'),
	};
}

function extensionRoutes(app: FastifyInstance, controls: Controls): void {
	const { pbx } = controls;
	app.get('/extensions', async () =>
		(await pbx.extensions()).map((each) => extensionView(controls, each)),
	);
	app.patch<{ Params: { number: string } }>(
		'/extensions/:number',
		async ({ params, body }, reply) => {
			if (!isRecord(body)) return badRequest(reply, 'a JSON object is needed');
			const entries = Object.entries(body);
			const phone = Object.fromEntries(entries.filter(([name]) => phoneFields.includes(name)));
			const settings = Object.fromEntries(entries.filter(([name]) => !phoneFields.includes(name)));
			if (!isPhoneChange(phone) || !isSettingsChange(settings)) {
				return badRequest(reply, 'an unknown setting or value');
			}
			const changed = pbx.changePhone(params.number, phone);
			return result(
				reply,
				changed === 'done' ? await pbx.configure(params.number, settings) : changed,
			);
		},
	);
	for (const [name, act] of Object.entries(phoneActs(pbx))) {
		app.post<{ Params: { number: string } }>(
			`/extensions/:number/${name}`,
			async ({ params }, reply) => result(reply, await act(params.number)),
		);
	}
	app.post<{ Params: { number: string } }>(
		'/extensions/:number/transfer',
		({ params, body }, reply) => {
			if (!isRecord(body) || typeof body.to !== 'string') return badRequest(reply, 'to is needed');
			return result(reply, pbx.transferFrom(params.number, body.to));
		},
	);
}

function callRoutes(app: FastifyInstance, { pbx }: Controls): void {
	app.get('/calls', () => ({ calls: pbx.currentCalls(), monitoring: pbx.monitoringLegs() }));
	app.post('/calls', ({ body }, reply) => {
		if (!isNewCall(body)) return badRequest(reply, 'direction, from and to are needed');
		const call = pbx.startCall(body);
		return typeof call === 'string' ? result(reply, call) : reply.send(call);
	});
	app.delete<{ Params: { id: string } }>('/calls/:id', ({ params }, reply) =>
		result(reply, pbx.endCall(params.id)),
	);
	app.post<{ Params: { number: string } }>('/queues/:number/answer', ({ params, body }, reply) => {
		if (!isRecord(body) || typeof body.member !== 'string') {
			return badRequest(reply, 'member is needed');
		}
		const call = pbx.answerFromQueue(params.number, body.member);
		return typeof call === 'string' ? result(reply, call) : reply.send(call);
	});
	app.get('/hearing', () => ({ hearing: pbx.whoHearsWhom(), sentences: pbx.describeHearing() }));
}

function settingRoutes(app: FastifyInstance, controls: Controls): void {
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
		if (!isRecord(body) || !isSwitchChange(body)) {
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

/** What a race does: it starts a call, or does something at a phone. */
function raceAct(body: Record<string, unknown>, pbx: InMemoryPbx): Race['act'] | undefined {
	const { call, extension, act } = body;
	if (isNewCall(call)) return () => pbx.startCall(call);
	const acts = phoneActs(pbx);
	const phoneAct = typeof act === 'string' && Object.hasOwn(acts, act) ? acts[act] : undefined;
	if (typeof extension !== 'string') return undefined;
	return phoneAct && (() => phoneAct(extension));
}

function raceRoutes(app: FastifyInstance, { races, pbx }: Controls): void {
	app.post('/races', ({ body }, reply) => {
		if (!isRecord(body)) return badRequest(reply, 'a JSON object is needed');
		const { moment, endpoint, request } = body;
		const act = raceAct(body, pbx);
		const named = (moment === 'before' || moment === 'after') && typeof endpoint === 'string';
		const counted = request === undefined || (Number.isInteger(request) && Number(request) > 0);
		if (!act || !named || !counted) return badRequest(reply, 'an unknown race');
		races.add({ moment, endpoint, act, request: request === undefined ? 1 : Number(request) });
		return reply.send({ waiting: races.open });
	});
	app.delete('/races', (_request, reply) => {
		races.clear();
		return result(reply, 'done');
	});
}

function recordRoutes(app: FastifyInstance, controls: Controls): void {
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

/** What people do at their phones, and everything else that no API of a PBX offers. */
export async function openControl(
	controls: Controls,
	port: number,
): Promise<{ url: string; close(): Promise<void> }> {
	const app = fastify({ forceCloseConnections: true });
	app.get('/', (_request, reply) => reply.type('text/plain').send(`${controlHelp.join('\n')}\n`));
	extensionRoutes(app, controls);
	callRoutes(app, controls);
	settingRoutes(app, controls);
	raceRoutes(app, controls);
	recordRoutes(app, controls);
	const url = await app.listen({ host: '127.0.0.1', port });
	return { url, close: () => app.close() };
}
