import { createHash, randomBytes } from 'node:crypto';

import { OrderBook, type Asked, type Dialect, type Scene } from './dialect.cts';
import type { Reply, Request } from './http.cts';
import { jsonToXml, type Value } from './openVoxXml.cts';

const root = '/api/v0.0.1/';

/** Fields of the extensions that an order names, by endpoint, in the manual's words. */
const orders: Readonly<Record<string, readonly string[]>> = {
	'extension/listen': ['listener', 'listenedext'],
	'extension/whisper': ['whisperer', 'whisperedext'],
	'extension/barge': ['bargein', 'bargedext'],
	'extension/dial_extension': ['caller', 'callee'],
	'extension/dial_outbound': ['extid', 'outto'],
	'extension/hangup': ['extid'],
	'extension/hold': ['extid'],
	'extension/unhold': ['extid'],
	'extension/mute': ['extid'],
	'extension/unmute': ['extid'],
	'extension/update': ['extid'],
	calltransfer: ['callid', 'transferto'],
	'extension/playprompt': ['extid', 'prompt'],
	'outbound/playprompt': ['outto', 'prompt'],
	'queue/pause_agent': ['queueid', 'extid'],
	'queue/unpause_agent': ['queueid', 'extid'],
	'queue/add_dynamicagent': ['queueid', 'extid'],
	'queue/del_dynamicagent': ['queueid', 'extid'],
};

/** OpenVox UC: 106 talks to a customer; in the scene `monitored` the phone of 101 is busy. */
export class OpenVox implements Dialect {
	signIns = 0;
	private book = new OrderBook();
	private sessions = new Set<string>();
	private readonly issued: string[] = [];
	private supervisorBusy = false;
	private readonly password = `Pw-${randomBytes(9).toString('hex')}`;
	private readonly pin = `Pin-${randomBytes(9).toString('hex')}`;

	constructor(
		private readonly format: 'json' | 'xml',
		private readonly scene: Scene,
	) {
		this.reset();
	}

	get orders(): ReadonlyMap<string, number> {
		return this.book.counts;
	}

	credential(): Record<string, string> {
		return {
			pbx: 'openVoxUc',
			username: 'api',
			password: this.password,
			dataFormat: this.format,
			timeZone: 'UTC',
		};
	}

	reset(): void {
		this.book = new OrderBook();
		this.signIns = 0;
		this.supervisorBusy = this.scene === 'monitored';
	}

	dropSessions(): void {
		this.sessions = new Set();
	}

	restart(): void {
		this.dropSessions();
		this.supervisorBusy = this.scene === 'monitored';
	}

	secrets(): string[] {
		const hash = createHash('md5').update(this.password, 'utf8').digest('hex');
		return [this.password, hash, this.pin, ...this.issued];
	}

	ownLegs(): string[] {
		// Its orders have no id by which a leg could be ended without harm.
		return [];
	}

	read(request: Request): Asked {
		const endpoint = request.path.slice(root.length);
		const xml = request.query.get('type') === 'xml';
		const value = (name: string) => field(request.body, name) ?? request.query.get(name) ?? '';
		const refuseSession = () => this.answer({ status: 'Failed', errno: '20004' }, xml);
		if (endpoint === 'login') {
			return { role: 'signIn', label: 'login', act: () => this.signIn(xml), refuseSession };
		}
		const names = orders[endpoint];
		const label = [endpoint, ...(names ?? []).map(value)].join(' ');
		const known =
			this.sessions.has(request.query.get('token') ?? '') || endpoint.endsWith('/download');
		const act = () => {
			if (!known) return refuseSession();
			if (endpoint === 'recording/download') return file('audio/x-wav', 'RIFFxxxxWAVEdata');
			if (endpoint === 'cdr/download') return file('text/csv', this.records());
			if (names === undefined)
				return this.answer({ status: 'Success', ...this.found(endpoint) }, xml);
			this.book.add(label);
			this.moved(endpoint);
			return this.answer({ status: 'Success' }, xml);
		};
		return { role: names ? 'order' : 'query', label, act, refuseSession };
	}

	signInRefusal(why: 'wrongPassword' | 'lockedOut'): Reply {
		const errno = why === 'lockedOut' ? '20002' : '20003';
		return this.answer({ status: 'Failed', errno }, this.format === 'xml');
	}

	refusal(word: string): Reply {
		return this.answer({ status: 'Failed', errno: word }, this.format === 'xml');
	}

	withFields(reply: Reply, names: readonly string[]): Reply {
		const text = reply.body.toString();
		const spoilt = text.startsWith('{')
			? text.replace('{', `{${names.map((name) => `"${name}":{"polluted":"yes"},`).join('')}`)
			: text.replace(
					'<xml>',
					`<xml>${names.map((name) => `<${name}><polluted>yes</polluted></${name}>`).join('')}`,
				);
		return { ...reply, body: Buffer.from(spoilt) };
	}

	inOtherFormat(reply: Reply): Reply {
		const text = reply.body.toString();
		if (text.startsWith('{')) {
			return { ...reply, body: Buffer.from(jsonToXml(JSON.parse(text) as Value)) };
		}
		return { ...reply, body: Buffer.from(JSON.stringify({ status: 'Success' })) };
	}

	nested(depth: number): string {
		return this.format === 'json'
			? `{"status":"Success","a":${'['.repeat(depth)}${']'.repeat(depth)}}`
			: `<?xml version="1.0"?><xml><status>Success</status>${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}</xml>`;
	}

	quadratic(): string {
		return this.format === 'json'
			? `[1,"${'\\"'.repeat(40_000)}`
			: `<?xml version="1.0"?><xml>${'<![CDATA['.repeat(45_000)}`;
	}

	private signIn(xml: boolean): Reply {
		this.signIns += 1;
		const token = randomBytes(16).toString('hex');
		// As on the real one: a new session of the same user replaces the old one.
		this.sessions = new Set([token]);
		this.issued.push(token);
		return this.answer({ status: 'Success', token }, xml);
	}

	private moved(endpoint: string): void {
		if (endpoint === 'extension/hangup') this.supervisorBusy = false;
		if (/(listen|whisper|barge)$/.test(endpoint)) this.supervisorBusy = true;
	}

	/** What the queries give; extensions carry secrets, as the real ones do. */
	private found(endpoint: string): Record<string, Value> {
		const secret = { registerpassword: this.pin, userpassword: this.pin, vmsecret: this.pin };
		const rights = { allowbeingmonitored: 'on', monitormode: 'Extensive' };
		const inbound = { inboundid: '1589881290.963', from: '0151234567', trunk: 'provider' };
		const agent = { extnumber: '106', username: 'Agent', type: 'pjsip', status: 'Busy' };
		const supervisor = {
			extnumber: '101',
			username: 'Lead',
			type: 'pjsip',
			status: this.supervisorBusy ? 'Busy' : 'Registered',
		};
		switch (endpoint) {
			case 'extension/query':
				return {
					extinfos: [
						{ ...supervisor, ...secret, ...rights },
						{ ...agent, ...secret, ...rights, inbound },
					],
				};
			case 'extensionlist/query':
				return { extlist: [supervisor, agent] };
			case 'inbound/query':
				return {
					inbound: [{ ...inbound, to: '106', callee: { extid: '106' }, status: 'Talking' }],
				};
			case 'outbound/query':
				return { outbound: [] };
			case 'queue/query':
				return { queues: [{ queuenumber: '6700', password: this.pin }] };
			case 'queuestatus/query': {
				const members = [{ agent: '106', agentstatus: '2' }];
				return { queue: { queuenumber: '6700', queuestatus: { members, callercount: '1' } } };
			}
			case 'deviceinfo/query':
				return { deviceinfo: { devicename: 'UC501', systemtime: '2026-05-19 04:06:07' } };
			default:
				return { random: randomBytes(16).toString('hex') };
		}
	}

	private records(): string {
		const columns =
			'callid,timestart,callfrom,callto,callduraction,talkduraction,status,type,pincode';
		return `${columns}\n1.2,2026-05-05 04:21:35,101,106,10,5,ANSWERED,Internal,${this.pin}\n`;
	}

	private answer(tree: Record<string, Value>, xml: boolean): Reply {
		const body = xml ? jsonToXml(tree) : JSON.stringify(tree);
		const type = xml ? 'application/xml' : 'application/json';
		return { headers: [['Content-Type', `${type}; charset=utf-8`]], body: Buffer.from(body) };
	}
}

function file(type: string, content: string): Reply {
	return { headers: [['Content-Type', type]], body: Buffer.from(content) };
}

function field(body: string, name: string): string | undefined {
	return (
		new RegExp(`"${name}":"([^"]*)"`).exec(body)?.[1] ??
		new RegExp(`<${name}>([^<]*)</${name}>`).exec(body)?.[1]
	);
}
