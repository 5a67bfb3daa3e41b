import { randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Exchange } from '../../../simulator/http/exchange.cts';
import { Exchanges } from '../../../simulator/http/exchanges.cts';
import { listen } from '../../../simulator/http/listen.cts';
import { channelsOfCall, spyChannel, statusRow } from './amiChannels.cts';
import { deviceRows, devicesOf, hintRows, type AmiDevices, type AmiOffice } from './amiDevices.cts';
import { amiBody, amiList, type AmiFields, type AmiFormat } from './amiReply.cts';
import type { WatchedPbx } from './traffic.cts';

/** AMI over HTTP of an Asterisk on which every order succeeds at once. */
export interface AmiPbx extends WatchedPbx {
	/** Base URL, without a path. */
	url: string;
	account: { name: string; secret: string };
	close(): Promise<void>;
}

export async function serveAmi(office: AmiOffice): Promise<AmiPbx> {
	const account = { name: 'n8n', secret: 'AmiSecret-canary' };
	const exchanges = new Exchanges(() => undefined);
	const manager = new Manager(office, account.secret);
	const { counters, journal } = exchanges;
	const served = await listen(exchanges, (request) => manager.read(request), {
		port: 0,
		protocol: 'http',
	});
	return {
		url: served.url,
		account,
		counters,
		resetCounters: () => exchanges.resetCounters(),
		journal,
		close: () => served.close(),
	};
}

class Manager {
	private readonly sessions = new Set<string>();
	private readonly channels: AmiFields[];
	private readonly devices: AmiDevices;
	/** Each stays until a channel is added, because a real Asterisk writes one in next to no time. */
	private readonly writtenLists = new Map<string, Buffer>();

	constructor(
		office: AmiOffice,
		private readonly secret: string,
	) {
		this.channels = office.calls.flatMap(channelsOfCall);
		this.devices = devicesOf(office);
	}

	/** With POST Asterisk reads the body, otherwise the query; the case of names does not count. */
	read({ method, url, body, headers }: FastifyRequest): Exchange | undefined {
		const [path = '', query = ''] = url.split('?', 2);
		const format = formats[path];
		if (format === undefined) return undefined;
		const sent = new URLSearchParams(method === 'POST' && typeof body === 'string' ? body : query);
		const form = new URLSearchParams(
			[...sent].map(([name, value]): [string, string] => [name.toLowerCase(), value]),
		);
		const action = form.get('action') ?? '';
		const cookie = /mansession_id="?([0-9a-f]+)/.exec(headers.cookie ?? '')?.[1] ?? '';
		const act = () => Promise.resolve(this.answer(action, form, cookie, format));
		return {
			endpoint: action,
			entry: {
				...{ at: new Date().toISOString(), method, version: '', endpoint: action },
				...{ format: 'xml', contentType: '', token: '', fields: {}, outcome: '' },
			},
			summary: action,
			signsIn: action === 'Login',
			act,
			actInOtherFormat: act,
			refuse: () => reply(format, refusal('Refused'), cookie),
		};
	}

	private answer(action: string, form: URLSearchParams, cookie: string, format: AmiFormat) {
		if (action === 'Login') {
			const session = randomBytes(4).toString('hex');
			if (form.get('secret') !== this.secret)
				return reply(format, refusal('Authentication failed'), session);
			this.sessions.add(session);
			return reply(format, success('Authentication accepted'), session);
		}
		if (!this.sessions.has(cookie))
			return reply(format, refusal('Permission denied'), randomBytes(4).toString('hex'));
		const list = this.writtenList(action, form.get('variables') ?? '', format);
		return list === undefined
			? reply(format, this.message(action, form), cookie)
			: {
					reply: { status: 200, headers: headersOf(format, cookie), body: list },
					outcome: 'Success',
				};
	}

	private writtenList(action: string, variables: string, format: AmiFormat): Buffer | undefined {
		const key = `${format} ${action} ${variables}`;
		const known = this.writtenLists.get(key);
		if (known !== undefined) return known;
		const messages = this.list(action, variables);
		if (messages === undefined) return undefined;
		const written = Buffer.from(amiBody(format, messages));
		this.writtenLists.set(key, written);
		return written;
	}

	private list(action: string, variables: string): AmiFields[] | undefined {
		const { channels, devices } = this;
		switch (action) {
			case 'CoreShowChannels':
				return amiList('Channels', 'CoreShowChannelsComplete', channels);
			case 'Status':
				return amiList(
					'Channel status',
					'StatusComplete',
					channels.map((one) => statusRow(one, variables)),
				);
			case 'DeviceStateList':
				return amiList('Device State Changes', 'DeviceStateListComplete', deviceRows(devices));
			case 'ExtensionStateList':
				return amiList('Extension Statuses', 'ExtensionStateListComplete', hintRows(devices));
			default:
				return undefined;
		}
	}

	private message(action: string, form: URLSearchParams): AmiFields {
		switch (action) {
			case 'Getvar':
				return {
					...success('Result will follow'),
					Variable: form.get('variable') ?? '',
					Value: '0',
				};
			case 'Originate':
				this.channels.push(spyChannel(form, this.channels.length));
				this.writtenLists.clear();
				return success('Originate successfully queued');
			default:
				return refusal('Invalid/unknown command');
		}
	}
}

const formats: Readonly<Record<string, AmiFormat>> = { '/mxml': 'mxml', '/rawman': 'rawman' };

function success(Message: string): AmiFields {
	return { Response: 'Success', Message };
}

function refusal(Message: string): AmiFields {
	return { Response: 'Error', Message };
}

function reply(format: AmiFormat, message: AmiFields, session: string) {
	const outcome = message.Response === 'Success' ? 'Success' : 'Failed';
	const headers = headersOf(format, session);
	return { reply: { status: 200, headers, body: amiBody(format, [message]) }, outcome };
}

/** Every reply names a session. */
function headersOf(format: AmiFormat, session: string) {
	return {
		'Content-type': format === 'mxml' ? 'text/xml' : 'text/plain',
		'Set-Cookie': `mansession_id="${session}"; Version=1; Max-Age=60`,
	};
}
