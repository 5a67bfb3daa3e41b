import type { FastifyInstance } from 'fastify';
import type { Race } from '../http/races.cts';
import type { InMemoryPbx } from '../model/inMemory/inMemoryPbx.cts';
import type { Extension } from '../model/pbxState.cts';
import { badRequest, result, type Controls } from './controls.cts';
import { isNewCall, isPhoneChange, isRecord, isSettingsChange, phoneFields } from './requests.cts';

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

/** What somebody does at a phone, by the name in its path. */
export function phoneActs(pbx: InMemoryPbx): Record<string, PhoneAct> {
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

export function extensionRoutes(app: FastifyInstance, controls: Controls): void {
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

export function callRoutes(app: FastifyInstance, { pbx }: Controls): void {
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

/** What a race does: it starts a call, or does something at a phone. */
function raceAct(body: Record<string, unknown>, pbx: InMemoryPbx): Race['act'] | undefined {
	const { call, extension, act } = body;
	if (isNewCall(call)) return () => pbx.startCall(call);
	const acts = phoneActs(pbx);
	const phoneAct = typeof act === 'string' && Object.hasOwn(acts, act) ? acts[act] : undefined;
	if (typeof extension !== 'string') return undefined;
	return phoneAct && (() => phoneAct(extension));
}

export function raceRoutes(app: FastifyInstance, { races, pbx }: Controls): void {
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
