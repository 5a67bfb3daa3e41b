import { createHash, randomBytes } from 'node:crypto';

import { OrderBook, type Asked, type Dialect, type Scene } from './dialect.cts';
import type { Reply, Request } from './http.cts';

/** Fields that an order names, by action, in the words of the API. */
const orders: Readonly<Record<string, readonly string[]>> = {
	callbarge: ['mode', 'barge-exten', 'exten'],
	dialExtension: ['caller', 'callee'],
	dialOutbound: ['caller', 'outbound'],
	Hangup: ['channel'],
	hold: ['channel'],
	unhold: ['channel'],
	mute: ['channel'],
	unmute: ['channel'],
	callTransfer: ['channel', 'extension'],
	pauseUnpauseQueueAgent: ['operatetype', 'interface'],
	loginLogoffQueueAgent: ['operatetype', 'interface', 'extension'],
};

type Value = string | number | readonly Value[] | { readonly [name: string]: Value };

const supervisorChannel = 'PJSIP/101-00000003';

/** Grandstream UCM: 106 talks to a customer; in the scene `monitored`, 101 whispers to 106. */
export class GrandstreamUcm implements Dialect {
	signIns = 0;
	private book = new OrderBook();
	private cookies = new Set<string>();
	private readonly issued: string[] = [];
	private supervisorBusy = false;
	private readonly password = `Pw-${randomBytes(9).toString('hex')}`;
	private readonly pin = `Pin-${randomBytes(9).toString('hex')}`;
	private readonly challenge = '0000001652831717';

	constructor(private readonly scene: Scene) {
		this.reset();
	}

	get orders(): ReadonlyMap<string, number> {
		return this.book.counts;
	}

	credential(): Record<string, string> {
		return {
			pbx: 'grandstreamUcm',
			username: 'cdrapi',
			password: this.password,
			timeZone: 'UTC',
		};
	}

	reset(): void {
		this.book = new OrderBook();
		this.signIns = 0;
		this.supervisorBusy = this.scene === 'monitored';
	}

	dropSessions(): void {
		this.cookies = new Set();
	}

	restart(): void {
		this.dropSessions();
		this.supervisorBusy = this.scene === 'monitored';
	}

	secrets(): string[] {
		return [this.password, this.token(), this.pin, ...this.issued];
	}

	ownLegs(): string[] {
		// A leg has no mark of the order that called it: it may be another user's.
		return [];
	}

	read(request: Request): Asked {
		const field = (name: string) => fieldOf(request.body, name);
		const action = field('action');
		const refuseSession = () => enveloped({}, -6);
		const role = action === 'challenge' ? 'challenge' : 'signIn';
		if (action === 'challenge') {
			const act = () => enveloped({ challenge: this.challenge });
			return { role, label: action, act, refuseSession };
		}
		if (action === 'login') {
			const act = () => this.signIn(field('token'));
			return { role, label: action, act, refuseSession };
		}
		const names = orders[action];
		const label = [action, ...(names ?? []).map(field)].join(' ');
		const act = () => {
			if (!this.cookies.has(field('cookie'))) return refuseSession();
			if (action === 'recapi') return file('RIFFxxxxWAVEdata');
			if (action === 'cdrapi') return json(this.records());
			if (names === undefined) return enveloped(this.found(action));
			this.book.add(label);
			if (action === 'callbarge') this.supervisorBusy = true;
			if (action === 'Hangup' && field('channel') === supervisorChannel)
				this.supervisorBusy = false;
			return enveloped(action.startsWith('dial') ? { need_apply: 'no' } : {});
		};
		return { role: names ? 'order' : 'query', label, act, refuseSession };
	}

	signInRefusal(why: 'wrongPassword' | 'lockedOut'): Reply {
		return why === 'lockedOut'
			? enveloped({ remain_num: 0, remain_time: 600 }, -70)
			: enveloped({ remain_num: 2, remain_time: 0 }, -37);
	}

	refusal(word: string): Reply {
		return json({ response: {}, status: word });
	}

	withFields(reply: Reply, names: readonly string[]): Reply {
		const more = names.map((name) => `"${name}":{"polluted":"yes"},`).join('');
		const text = reply.body
			.toString()
			.replace('{', `{${more}`)
			.replace('"response":{', `"response":{${more}`)
			.replace(/,\}/g, '}');
		return { ...reply, body: Buffer.from(text) };
	}

	inOtherFormat(reply: Reply): Reply {
		return { ...reply, body: Buffer.from('<xml><response/><status>0</status></xml>') };
	}

	nested(depth: number): string {
		return `{"response":{"channel":${'['.repeat(depth)}${']'.repeat(depth)}},"status":0}`;
	}

	quadratic(): string {
		return `[1,"${'\\"'.repeat(40_000)}`;
	}

	private token(): string {
		return createHash('md5').update(`${this.challenge}${this.password}`, 'utf8').digest('hex');
	}

	private signIn(token: string): Reply {
		this.signIns += 1;
		if (token !== this.token()) return this.signInRefusal('wrongPassword');
		const cookie = `sid${randomBytes(8).toString('hex')}`;
		this.cookies.add(cookie);
		this.issued.push(cookie);
		return enveloped({ cookie });
	}

	private found(action: string): Record<string, Value> {
		const page = { total_item: 1, total_page: 1, page: 1 };
		switch (action) {
			case 'listAccount': {
				const state = this.supervisorBusy ? 'InUse' : 'Idle';
				const account = [this.account('101', 'Lead', state), this.account('106', 'Agent', 'InUse')];
				return { account, ...page, total_item: 2 };
			}
			case 'listBridgedChannels':
				return { channel: [bridged], ...page };
			case 'listUnBridgedChannels':
				return this.supervisorBusy ? { channel: [monitoringLeg], ...page } : page;
			case 'listQueue':
				return { queue: [queue], ...page };
			case 'getQueue':
				return { queue };
			case 'getCallQueuesMemberMessage':
				return { CallQueueMembersMessage: { member: [queueMember] } };
			case 'getQueueCalling':
				return { CallQueues: { extension: '6700', member: [{ callerid: '0309', position: '1' }] } };
			case 'getSystemStatus':
				return { 'system-time': '2026-05-19 04:06:07 UTC+00:00', 'up-time': '01:02:03' };
			case 'getSystemGeneralStatus':
				return { part_number: '9640004011A', prog_version: '1.0.27.15' };
			default:
				return {};
		}
	}

	/** With the secrets that a whole account has. */
	private account(extension: string, fullname: string, status: string): Record<string, string> {
		const secrets = { user_password: this.pin, secret: this.pin, vmsecret: this.pin };
		const common = { addr: '10.0.0.9:5060', account_type: 'SIP', out_of_service: 'no' };
		return { extension, fullname, status, ...common, ...secrets };
	}

	private records(): Record<string, Value> {
		const row = {
			AcctId: '62',
			// Who dials with a PIN leaves it here.
			accountcode: this.pin,
			...{ src: '101', dst: '106', channel_ext: '101', dstchannel_ext: '106' },
			...{ start: '2026-05-05 04:21:35', answer: '2026-05-05 04:21:40' },
			...{ end: '2026-05-05 04:21:45', duration: '10', billsec: '5' },
			...{ disposition: 'ANSWERED', userfield: 'Internal', uniqueid: '1.2', recordfiles: '' },
			...{ action_type: 'DIAL', src_trunk_name: '', dst_trunk_name: '' },
		};
		return { cdr_root: [row] };
	}
}

const bridged = {
	...{ channel1: 'PJSIP/trunk_1-00000001', channel2: 'PJSIP/106-00000002' },
	...{ callerid1: '0151234567', callerid2: '106', name1: '', name2: 'Agent' },
	...{ uniqueid1: '1747307232.1', uniqueid2: '1747307232.2' },
	...{ bridge_time: '2026-05-19 04:05:07', bridge_timestamp: '1779163507' },
	...{ bridge_id: '6043248e-3beb-4de0-b478-a3488e300fab', dial_service: 'normal' },
	...{ inbound_trunk_name: 'provider', outbound_trunk_name: '' },
};

const monitoringLeg = {
	...{ channel: supervisorChannel, state: 'Up', service: 'normal' },
	...{ callernum: '101', callername: 'Lead', connectednum: '106', connectedname: 'Call Bargin' },
	...{ alloc_time: '2026-05-19 04:06:00', uniqueid: '1747307240.3', linkedid: '1747307240.3' },
};

const queueMember = { member_extension: '106', status: 'InUse', membership: 'static', answer: '1' };

const queue = {
	extension: '6700',
	queue_name: 'Sales',
	strategy: 'ringall',
	members: '106',
};

function json(body: Value): Reply {
	return {
		headers: [['Content-Type', 'application/json']],
		body: Buffer.from(JSON.stringify(body)),
	};
}

function enveloped(response: Record<string, Value>, status = 0): Reply {
	return json({ response, status });
}

function file(content: string): Reply {
	return { headers: [['Content-Type', 'audio/x-wav']], body: Buffer.from(content) };
}

function fieldOf(body: string, name: string): string {
	return new RegExp(`"${name}":"([^"]*)"`).exec(body)?.[1] ?? '';
}
