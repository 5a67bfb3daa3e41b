import { randomBytes } from 'node:crypto';

import { OrderBook, type Asked, type Dialect, type Scene } from './dialect.cts';
import type { Reply, Request } from './http.cts';

type Tree = Record<string, unknown>;

const root = '/openapi/v1.0/';

/** Fields of an order that say what it is about, by endpoint, in the guide's words. */
const orders: Readonly<Record<string, readonly string[]>> = {
	'call/listen': ['monitor', 'channel_id', 'type'],
	'call/dial': ['caller', 'callee'],
	'call/hangup': ['channel_id'],
	'call/hold': ['channel_id'],
	'call/unhold': ['channel_id'],
	'call/mute': ['channel_id'],
	'call/unmute': ['channel_id'],
	'call/transfer': ['channel_id', 'number'],
	'call/park': ['channel_id'],
	'call/record_pause': ['channel_id'],
	'call/record_unpause': ['channel_id'],
	'call/play_prompt': ['number', 'prompts'],
	'agent/pause': ['ext_id', 'queue_ids', 'operation'],
	'agent/login': ['ext_id', 'queue_ids', 'operation'],
};

const supervisorsChannel = 'PJSIP/101-00000003';

/** A P-Series: 106 talks to a customer; in the scene `monitored` the phone of 101 is on that call. */
export class YeastarP implements Dialect {
	signIns = 0;
	private book = new OrderBook();
	private access = new Set<string>();
	private refresh = new Set<string>();
	private readonly issued: string[] = [];
	private supervisorBusy = false;
	private readonly secret = `Cs-${randomBytes(9).toString('hex')}`;
	private readonly pin = `Pin-${randomBytes(9).toString('hex')}`;

	constructor(private readonly scene: Scene) {
		this.reset();
	}

	get orders(): ReadonlyMap<string, number> {
		return this.book.counts;
	}

	credential(): Record<string, string> {
		return { pbx: 'yeastarP', clientId: 'api', clientSecret: this.secret };
	}

	reset(): void {
		this.book = new OrderBook();
		this.signIns = 0;
		this.supervisorBusy = this.scene === 'monitored';
	}

	dropSessions(): void {
		this.access = new Set();
		this.refresh = new Set();
	}

	restart(): void {
		this.dropSessions();
		this.supervisorBusy = this.scene === 'monitored';
	}

	secrets(): string[] {
		return [this.secret, this.pin, ...this.issued];
	}

	ownLegs(): string[] {
		// Its orders have no id by which a leg could be ended without harm.
		return [];
	}

	read({ path, query, body }: Request): Asked {
		const endpoint = path.startsWith(root) ? path.slice(root.length) : path;
		const refuseSession = () => refused(10004, 'TOKEN EXPIRED');
		const fields = body === '' ? Object.fromEntries(query) : fieldsOf(body);
		if (endpoint === 'get_token' || endpoint === 'refresh_token') {
			const act = () => (endpoint === 'get_token' ? this.signIn() : this.refreshed(fields));
			return { role: 'signIn', label: endpoint, act, refuseSession };
		}
		const names = orders[endpoint];
		const label = [endpoint, ...(names ?? []).map((name) => String(fields[name]))].join(' ');
		const act = () => {
			if (!this.access.has(query.get('access_token') ?? '')) return refuseSession();
			if (endpoint.startsWith('/api/download/')) return audio();
			if (names === undefined) return success(this.found(endpoint, query));
			this.book.add(label);
			this.moved(endpoint, fields);
			return success({ call_id: '1650012665.266' });
		};
		return { role: names ? 'order' : 'query', label, act, refuseSession };
	}

	signInRefusal(why: 'wrongPassword' | 'lockedOut'): Reply {
		if (why === 'lockedOut') {
			return refused(70004, 'ACCOUNT IP BLOCKED', { block_expire_time: 600 });
		}
		const wrong = { field: 'username or password', value: 'error' };
		return refused(-1, 'FAILURE', { invalid_param_list: [wrong] });
	}

	refusal(word: string): Reply {
		return refused(word, word);
	}

	withFields(reply: Reply, names: readonly string[]): Reply {
		const fields = names.map((name) => `"${name}":{"polluted":"yes"},`).join('');
		return { ...reply, body: Buffer.from(reply.body.toString().replace('{', `{${fields}`)) };
	}

	inOtherFormat(reply: Reply): Reply {
		return {
			...reply,
			body: Buffer.from('<?xml version="1.0"?><xml><errcode>0</errcode></xml>'),
		};
	}

	nested(depth: number): string {
		return `{"errcode":0,"errmsg":"SUCCESS","a":${'['.repeat(depth)}${']'.repeat(depth)}}`;
	}

	quadratic(): string {
		return `[1,"${'\\"'.repeat(40_000)}`;
	}

	private signIn(): Reply {
		this.signIns += 1;
		return this.newPair();
	}

	/** The old pair ends with it. */
	private refreshed({ refresh_token }: Tree): Reply {
		if (!this.refresh.has(String(refresh_token))) return refused(10004, 'TOKEN EXPIRED');
		return this.newPair();
	}

	private newPair(): Reply {
		const [access, refresh] = [randomBytes(16).toString('hex'), randomBytes(16).toString('hex')];
		this.access = new Set([access]);
		this.refresh = new Set([refresh]);
		this.issued.push(access, refresh);
		return success({
			access_token_expire_time: 1800,
			access_token: access,
			refresh_token_expire_time: 86400,
			refresh_token: refresh,
		});
	}

	private moved(endpoint: string, { channel_id }: Tree): void {
		if (endpoint === 'call/listen') this.supervisorBusy = true;
		if (endpoint === 'call/hangup' && channel_id === supervisorsChannel)
			this.supervisorBusy = false;
	}

	private calls(extension: string | null): Tree[] {
		const state = { call_path: '', member_status: 'ANSWER' };
		const inbound = {
			from: '0151234567',
			to: '106',
			trunk_name: 'provider',
			channel_id: 'PJSIP/trunk-provider-endpoint-00000001',
			...state,
			member_status: 'ANSWERED',
		};
		const agent = { number: '106', channel_id: 'PJSIP/106-00000002', ...state };
		const supervisor = { number: '101', channel_id: supervisorsChannel, ...state };
		const talk = { call_id: '1650012665.266', members: [{ inbound }, { extension: agent }] };
		const monitoring = { call_id: '1650012665.268', members: [{ extension: supervisor }] };
		return [
			...(extension === null || extension === '106' ? [talk] : []),
			...(this.supervisorBusy && extension !== '106' ? [monitoring] : []),
		];
	}

	/** What the queries give; a call record carries a PIN that somebody dialled. */
	private found(endpoint: string, query: URLSearchParams): Tree {
		const sip_phone = { status: 1, ext_dev_type: 'sip', status_list: [] };
		switch (endpoint) {
			case 'call/query':
				return { data: this.calls(query.get('extension')) };
			case 'extension/list': {
				const data = ['101', '106'].map((number, index) => ({
					id: 10 + index,
					number,
					caller_id_name: `Phone ${number}`,
					online_status: { sip_phone },
				}));
				return { total_number: 2, data };
			}
			case 'queue/search':
				return { total_number: 1, data: [{ id: 1, number: '6700', name: 'Sales' }] };
			case 'queue/call_status':
				return {
					waiting_calls: 1,
					active_calls: 0,
					ringing_calls: 0,
					waiting_list: [{ call_id: '1650012665.270', caller_number: '0309', duration: 3 }],
					active_list: [],
					ringing_list: [],
				};
			case 'queue/agent_status': {
				const agent = { name: 'Agent', number: '106', is_login: 1, is_pause: 0, call_status: 2 };
				return { total_number: 1, data: [agent] };
			}
			case 'system/information':
				return {
					data: {
						device_name: 'PBX',
						firmware_version: '83.20.0.21',
						system_time: '2026/05/05 04:21:35',
						timestamp: 1777954895,
					},
				};
			case 'cdr/list':
				return { total_number: 1, data: [this.record()] };
			case 'recording/download':
				return { file: query.get('file'), download_resource_url: '/api/download/one' };
			default:
				return {};
		}
	}

	private record(): Tree {
		return {
			id: 1,
			time: '2026/05/05 04:21:35',
			timestamp: 1777954895,
			uid: '202605050421350001',
			call_id: '1777954895.2',
			call_from: 'Phone 101<101>',
			call_from_number: '101',
			call_to: 'Phone 106<106>',
			call_to_number: '106',
			disposition: 'ANSWERED',
			call_type: 'Internal',
			duration: 10,
			talk_duration: 5,
			pin_code: this.pin,
		};
	}
}

function fieldsOf(body: string): Tree {
	if (body === '') return {};
	const fields: unknown = JSON.parse(body);
	return typeof fields === 'object' && fields !== null ? { ...fields } : {};
}

function success(fields: Tree): Reply {
	return answer({ errcode: 0, errmsg: 'SUCCESS', ...fields });
}

function refused(errcode: number | string, errmsg: string, fields: Tree = {}): Reply {
	return answer({ errcode, errmsg, ...fields });
}

function answer(tree: Tree): Reply {
	return {
		headers: [['Content-Type', 'application/json; charset=utf-8']],
		body: Buffer.from(JSON.stringify(tree)),
	};
}

function audio(): Reply {
	return { headers: [['Content-Type', 'audio/wav']], body: Buffer.from('RIFFxxxxWAVEdata') };
}
