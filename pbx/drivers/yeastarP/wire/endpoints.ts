import type { PbxRequest } from '../../../http/request';
import type { DriverConfig } from './config';

/** An endpoint below `/openapi/v1.0/`. The PBX answers 10001 to the wrong method, as if there were none. */
export interface Endpoint {
	method: 'GET' | 'POST';
	path: string;
	/** Whether it does something to phones or calls, as opposed to asking. */
	acts: boolean;
}

export type Fields = Readonly<Record<string, string | number | readonly string[]>>;

const query = (path: string): Endpoint => ({ method: 'GET', path, acts: false });
const acting = (endpoint: Endpoint): Endpoint => ({ ...endpoint, acts: true });
const command = (path: string): Endpoint => ({ method: 'POST', path, acts: true });

export const endpoints = {
	getToken: { method: 'POST', path: 'get_token', acts: false },
	refreshToken: { method: 'POST', path: 'refresh_token', acts: false },
	information: query('system/information'),
	extensionList: query('extension/list'),
	calls: query('call/query'),
	listen: command('call/listen'),
	dial: command('call/dial'),
	hangUp: command('call/hangup'),
	hold: command('call/hold'),
	unhold: command('call/unhold'),
	mute: command('call/mute'),
	unmute: command('call/unmute'),
	transfer: command('call/transfer'),
	park: command('call/park'),
	pauseRecording: command('call/record_pause'),
	resumeRecording: command('call/record_unpause'),
	playPrompt: command('call/play_prompt'),
	queueList: query('queue/list'),
	queueSearch: query('queue/search'),
	queueCalls: query('queue/call_status'),
	queueAgents: query('queue/agent_status'),
	agentLogin: acting(query('agent/login')),
	agentPause: acting(query('agent/pause')),
	callRecords: query('cdr/list'),
	recording: query('recording/download'),
} as const satisfies Record<string, Endpoint>;

/** Required: without it the PBX answers 40002. The value is the one that the guide prints. */
export const userAgent = { 'User-Agent': 'OpenAPI' } as const;

/** A request with its fields where the method has them: in the query, or as JSON in the body. */
export function request(endpoint: Endpoint, fields: Fields, { root }: DriverConfig): PbxRequest {
	const { method } = endpoint;
	const path = `${root}/${endpoint.path}`;
	if (method === 'GET') {
		const pairs = Object.entries(fields).map(([name, value]) => [name, String(value)] as const);
		return { method, path, query: pairs, headers: userAgent };
	}
	return {
		method,
		path,
		query: [],
		headers: { ...userAgent, 'Content-Type': 'application/json' },
		body: JSON.stringify(fields),
	};
}
