import { randomBytes } from 'node:crypto';

import { OrderBook, type Asked, type Dialect, type Scene } from './dialect.cts';
import type { Reply, Request } from './http.cts';
import { consulting, spying, startingLegs, type Leg } from './legs.cts';
import { listOf, mxml, type Fields } from './mxml.cts';

const orderVariable = 'N8N_ORDER=';

/** The actions that do something to a call or a queue. */
const orders: ReadonlySet<string> = new Set([
	...['Originate', 'Hangup', 'BlindTransfer', 'Setvar', 'PlayDTMF'],
	...['Park', 'Atxfer', 'MixMonitorMute', 'Bridge', 'AbsoluteTimeout'],
	...['QueuePause', 'QueueAdd', 'QueueRemove'],
]);

/** Fields that say what an order is about. */
const namedBy = [
	...['ChannelId', 'Channel', 'Channel1', 'Channel2', 'Exten', 'Value', 'Digit', 'Timeout'],
	...['State', 'Interface', 'Paused'],
];

/** It plays to its end at once. */
const beepDevice = 'Local/beep@__func_periodic_hook_context__';

/** Asterisk over `mxml`: 106 talks to a customer; in the scene `monitored`, 101 whispers to 106. */
export class Asterisk implements Dialect {
	signIns = 0;
	private book = new OrderBook();
	private legs: Leg[] = [];
	private parked = new Set<string>();
	private sessions = new Set<string>();
	private readonly issued: string[] = [];
	private readonly secret = `Pw-${randomBytes(9).toString('hex')}`;
	private readonly pin = `Pin-${randomBytes(9).toString('hex')}`;

	constructor(private readonly scene: Scene) {
		this.reset();
	}

	get orders(): ReadonlyMap<string, number> {
		return this.book.counts;
	}

	credential(): Record<string, string> {
		return { pbx: 'asterisk', username: 'n8n', password: this.secret };
	}

	reset(): void {
		this.book = new OrderBook();
		this.signIns = 0;
		this.legs = startingLegs(this.scene);
		this.parked = new Set();
	}

	restart(): void {
		this.dropSessions();
		this.legs = startingLegs(this.scene);
	}

	dropSessions(): void {
		this.sessions = new Set();
	}

	secrets(): string[] {
		return [this.secret, this.pin, ...this.issued];
	}

	ownLegs(): string[] {
		return this.legs
			.filter(({ id }) => id.startsWith('n8n-') && id !== spying.id)
			.map(({ id }) => id);
	}

	read(request: Request): Asked {
		const form = new URLSearchParams(request.body);
		const action = form.get('Action') ?? '';
		const cookie =
			/mansession_id="?([0-9a-f]+)/.exec(request.headers.get('cookie') ?? '')?.[1] ?? '';
		const refuseSession = () =>
			mxml([{ response: 'Error', message: 'Permission denied' }], this.newSession(false));
		if (action === 'Login') {
			const act = () => {
				this.signIns += 1;
				return mxml(
					[{ response: 'Success', message: 'Authentication accepted' }],
					this.newSession(true),
				);
			};
			return { role: 'signIn', label: 'Login', act, refuseSession };
		}
		const isOrder = orders.has(action);
		const named = namedBy.flatMap((n) => form.get(n) ?? []);
		const label = [action, ...named].join(' ');
		const act = () => {
			if (!this.sessions.has(cookie)) return refuseSession();
			return mxml(isOrder ? [this.order(action, form, label)] : this.found(action, form), cookie);
		};
		return { role: isOrder ? 'order' : 'query', label, act, refuseSession };
	}

	signInRefusal(): Reply {
		return mxml([{ response: 'Error', message: 'Authentication failed' }], this.newSession(false));
	}

	refusal(word: string): Reply {
		return mxml([{ response: 'Error', message: word }], [...this.sessions][0] ?? '');
	}

	withFields(reply: Reply, names: readonly string[]): Reply {
		const extra = names.map((name) => ` ${name}='polluted'`).join('');
		const text = reply.body.toString().replaceAll('<generic', `<generic${extra}`);
		return { ...reply, body: Buffer.from(text) };
	}

	inOtherFormat(reply: Reply): Reply {
		return { ...reply, body: Buffer.from('Response: Success\r\nMessage: done\r\n\r\n') };
	}

	nested(depth: number): string {
		return `<ajax-response>\n${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}\n</ajax-response>`;
	}

	quadratic(): string {
		return `<ajax-response>\n${'<![CDATA['.repeat(30_000)}\n</ajax-response>`;
	}

	private newSession(known: boolean): string {
		const id = randomBytes(8).toString('hex');
		if (known) this.sessions.add(id);
		this.issued.push(id);
		return id;
	}

	private order(action: string, form: URLSearchParams, label: string): Fields {
		const channel = form.get('Channel') ?? '';
		if (action === 'Originate') return this.originate(form, label);
		if (action.startsWith('Queue')) {
			this.book.add(label);
			return { response: 'Success', message: 'Done' };
		}
		if (action === 'Bridge') return this.bridge(form, label);
		const leg = this.legs.find(({ channel: name, id }) => name === channel || id === channel);
		if (!leg) return { response: 'Error', message: 'No such channel' };
		this.book.add(label);
		if (action === 'Park') this.parked.add(leg.channel);
		if (action === 'Atxfer') this.legs = consulting(this.legs, leg, form.get('Exten') ?? '');
		if (action === 'Hangup') this.legs = this.legs.filter((one) => one !== leg);
		return { response: 'Success', message: 'Done' };
	}

	private originate(form: URLSearchParams, label: string): Fields {
		const taken = this.legs.some(({ id }) => id === form.get('ChannelId'));
		if (taken) return { response: 'Error', message: 'Originate failed' };
		// The id may differ from order to order: what counts is which phone is called for what.
		this.book.add(label.replace(/n8n-(spy-)?[0-9a-f]+ /, ''));
		const device = form.get('Channel') ?? '';
		if (device === beepDevice)
			return { response: 'Success', message: 'Originate successfully queued' };
		this.legs.push({
			channel: `${device}-0000000${this.legs.length + 4}`,
			id: form.get('ChannelId') ?? '',
			application: form.get('Application') ?? 'Dial',
			data: form.get('Data') ?? '',
			number: device.replace('PJSIP/', ''),
			order: form.getAll('Variable').find((one) => one.startsWith(orderVariable)),
		});
		return { response: 'Success', message: 'Originate successfully queued' };
	}

	private bridge(form: URLSearchParams, label: string): Fields {
		const wanted = ['Channel1', 'Channel2'].map((name) => form.get(name));
		const legs = this.legs.filter(({ channel }) => wanted.includes(channel));
		if (legs.length < 2) return { response: 'Error', message: 'Channel1 does not exist' };
		this.book.add(label);
		// The customer leaves the agent, whose call is over.
		this.legs = legs.map((leg) => ({ ...leg, bridge: 'bridge-2', application: '', data: '' }));
		return { response: 'Success', message: 'Channels have been bridged' };
	}

	private found(action: string, form: URLSearchParams): Fields[] {
		switch (action) {
			case 'CoreShowChannels':
				return listOf(this.legs.map((leg) => this.row(leg)));
			case 'Status':
				return listOf(
					this.legs.map((leg) => ({
						...this.row(leg),
						event: 'Status',
						data: leg.data,
						seconds: '10',
						variable: 'CHANNEL(onhold)=0',
					})),
				);
			case 'ExtensionStateList':
				return listOf(
					['101', '106'].map((exten) => {
						const busy = this.legs.some(({ number }) => number === exten);
						const [status, statustext] = busy ? ['1', 'InUse'] : ['0', 'Idle'];
						return { event: 'ExtensionStatus', exten, hint: `PJSIP/${exten}`, status, statustext };
					}),
				);
			case 'DeviceStateList':
				return listOf(
					['101', '106', 'provider'].map((name) => {
						const busy = this.legs.some(({ channel }) => channel.startsWith(`PJSIP/${name}-`));
						const state = busy ? 'INUSE' : 'NOT_INUSE';
						return { event: 'DeviceStateChange', device: `PJSIP/${name}`, state };
					}),
				);
			case 'ParkedCalls':
				return listOf(
					[...this.parked].map((parkeechannel, n) => ({
						event: 'ParkedCall',
						parkeechannel,
						parkingspace: String(71 + n),
					})),
				);
			case 'QueueStatus':
				return listOf([
					{ event: 'QueueParams', queue: form.get('Queue') ?? '', calls: '1' },
					{ event: 'QueueMember', location: 'PJSIP/106', status: '2', paused: '0', pin: this.pin },
				]);
			case 'Getvar':
				return [this.variable(form)];
			case 'CoreSettings':
				return [{ response: 'Success', asteriskversion: '22.0.0' }];
			case 'CoreStatus':
				return [
					{ response: 'Success', corestartupdate: '2026-11-23', corestartuptime: '18:11:29' },
				];
			default:
				return [{ response: 'Success', message: 'Done' }];
		}
	}

	private variable(form: URLSearchParams): Fields {
		const leg = this.legs.find(({ channel, id }) =>
			[channel, id].includes(form.get('Channel') ?? ''),
		);
		if (!leg) return { response: 'Error', message: 'No such channel' };
		const isOrder = form.get('Variable') === 'N8N_ORDER';
		return {
			response: 'Success',
			value: isOrder ? (leg.order ?? '').slice(orderVariable.length) : '',
		};
	}

	private row({ channel, id, linked, application, data, bridge, number }: Leg): Fields {
		return {
			event: 'CoreShowChannel',
			channel,
			channelstatedesc: 'Up',
			calleridnum: number,
			accountcode: this.pin,
			uniqueid: id,
			linkedid: linked ?? id,
			application,
			applicationdata: data,
			duration: '00:00:10',
			bridgeid: bridge ?? '',
		};
	}
}
