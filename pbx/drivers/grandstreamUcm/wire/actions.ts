import { writeJson } from '../../../http/json';
import type { PbxRequest } from '../../../http/request';
import type { DriverConfig } from './config';

/** An action of the HTTPS API: the one endpoint takes them all. */
export interface Action {
	name: string;
	/** Whether it does something to phones, as opposed to asking. */
	acts?: boolean;
}

const command = (name: string): Action => ({ name, acts: true });
const query = (name: string): Action => ({ name });

export const actions = {
	challenge: query('challenge'),
	login: query('login'),
	bridgedChannels: query('listBridgedChannels'),
	unbridgedChannels: query('listUnBridgedChannels'),
	accounts: query('listAccount'),
	queues: query('listQueue'),
	queueCalls: query('getQueueCalling'),
	queueMembers: query('getCallQueuesMemberMessage'),
	pauseAgent: command('pauseUnpauseQueueAgent'),
	signAgent: command('loginLogoffQueueAgent'),
	callRecords: query('cdrapi'),
	recording: query('recapi'),
	systemStatus: query('getSystemStatus'),
	systemGeneralStatus: query('getSystemGeneralStatus'),
	callBarge: command('callbarge'),
	dialExtension: command('dialExtension'),
	dialOutbound: command('dialOutbound'),
	hangUp: command('Hangup'),
	hold: command('hold'),
	unhold: command('unhold'),
	mute: command('mute'),
	unmute: command('unmute'),
	transfer: command('callTransfer'),
} as const satisfies Record<string, Action>;

export type ActionFields = Readonly<Record<string, string>>;

/** A request with its fields, without the cookie that signs it. */
export function request(action: Action, fields: ActionFields, { path }: DriverConfig): PbxRequest {
	return {
		path,
		query: [],
		headers: { 'Content-Type': 'application/json;charset=UTF-8' },
		body: writeJson({ request: { action: action.name, ...fields } }),
	};
}

/** The same body with the cookie behind the action; a body that is no request stays as it is. */
export function withCookie(body: string, cookie: string): string {
	const tree = parsed(body);
	const fields = objectIn(tree, 'request');
	if (fields === undefined) return body;
	const ordered: Fields = { action: undefined, cookie: undefined, ...fields };
	return JSON.stringify({ ...tree, request: { ...ordered, cookie } });
}

type Fields = Readonly<Record<string, unknown>>;

function parsed(body: string): Fields | undefined {
	try {
		const tree: unknown = JSON.parse(body);
		return objectIn({ tree }, 'tree');
	} catch {
		return undefined;
	}
}

function objectIn(fields: Fields | undefined, name: string): Fields | undefined {
	const value = fields?.[name];
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? { ...value }
		: undefined;
}
