import fastify, { type FastifyInstance } from 'fastify';
import { refuseOtherOrigins } from '../http/sameOrigin.cts';
import type { Controls } from './controls.cts';
import { callRoutes, extensionRoutes, raceRoutes } from './phoneRoutes.cts';
import { recordRoutes, settingRoutes } from './settingRoutes.cts';

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
	'GET    /webhooks, POST /webhooks          {"url": "http://127.0.0.1:5678/webhook/..."}; P-Series only',
	'POST   /webhooks/1/test, DELETE /webhooks/1',
	'GET    /counters, DELETE /counters',
	'GET    /journal, DELETE /journal',
];

/** Routes that only one dialect has. */
export type MoreRoutes = (app: FastifyInstance) => void;

/** What people do at their phones, and everything else that no API of a PBX offers. */
export async function openControl(
	controls: Controls,
	port: number,
	moreRoutes: MoreRoutes = () => undefined,
): Promise<{ url: string; close(): Promise<void> }> {
	const app = fastify({ forceCloseConnections: true });
	refuseOtherOrigins(app);
	app.get('/', (_request, reply) => reply.type('text/plain').send(`${controlHelp.join('\n')}\n`));
	extensionRoutes(app, controls);
	callRoutes(app, controls);
	settingRoutes(app, controls);
	raceRoutes(app, controls);
	recordRoutes(app, controls);
	moreRoutes(app);
	const url = await app.listen({ host: '127.0.0.1', port });
	return { url, close: () => app.close() };
}
