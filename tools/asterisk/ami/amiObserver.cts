import { connect, type Socket } from 'node:net';

import { managerUsers } from '../pbx/managers.cts';
import { until } from '../../poll.cts';
import { matches, readMessages, writeMessage, type AmiMessage, type Pattern } from './message.cts';

const timeoutMs = 10_000;

export interface AmiReply {
	reply: AmiMessage;
	/** Items of a list. */
	items: AmiMessage[];
}

export interface ReceivedEvent {
	event: AmiMessage;
	atMs: number;
}

/** A point in the stream of events, to read what came after it. */
export type Moment = number;

/**
 * Sees everything that happens on the PBX, over a connection and a user of its own, so that the code
 * under test does not report on itself.
 */
export class AmiObserver {
	private readonly seen: AmiMessage[] = [];
	/** When each event came, ms since 1970. */
	private readonly receivedAtMs: number[] = [];
	private readonly replies = new Map<string, AmiMessage>();
	private rest = '';
	private actions = 0;

	private constructor(private readonly socket: Socket) {
		socket.setEncoding('utf8');
		socket.on('data', (text: string) => this.read(text));
		socket.on('error', () => socket.destroy());
	}

	static async open(port: number): Promise<AmiObserver> {
		const socket = await new Promise<Socket>((resolve, reject) => {
			const opening = connect(port, '127.0.0.1');
			opening.once('error', reject);
			opening.once('connect', () => resolve(opening));
		});
		const amiObserver = new AmiObserver(socket);
		const { name, secret } = managerUsers.harness;
		const { reply } = await amiObserver.action({ Action: 'Login', Username: name, Secret: secret });
		if (reply.response === 'Success') return amiObserver;
		amiObserver.close();
		throw new Error(
			`The bench cannot sign in at its own PBX: ${reply.message ?? 'no reason given'}`,
		);
	}

	now(): Moment {
		return this.seen.length;
	}

	/** Events since a moment, the oldest first. */
	events(pattern: Pattern, since: Moment = 0): AmiMessage[] {
		return this.seen.slice(since).filter((event) => matches(event, pattern));
	}

	/** The same, each with the time at which it came, ms since 1970. */
	received(pattern: Pattern, since: Moment = 0): ReceivedEvent[] {
		return this.seen.slice(since).flatMap((event, n) => {
			const atMs = this.receivedAtMs[since + n];
			return atMs !== undefined && matches(event, pattern) ? [{ event, atMs }] : [];
		});
	}

	/** Waits for an event; one that came after the moment `since` and before this call counts. */
	async event(pattern: Pattern, since: Moment, within = timeoutMs): Promise<AmiMessage> {
		return await until(
			`the event ${describe(pattern)}`,
			within,
			() => this.events(pattern, since)[0],
		);
	}

	/** Waits until so many of these events have come. */
	async eventCount(
		count: number,
		pattern: Pattern,
		since: Moment,
		within = timeoutMs,
	): Promise<void> {
		await until(`${count} times the event ${describe(pattern)}`, within, () =>
			this.events(pattern, since).length >= count ? true : undefined,
		);
	}

	async action(fields: { Action: string } & Record<string, string>): Promise<AmiReply> {
		const id = `bench-${++this.actions}`;
		const since = this.now();
		this.socket.write(writeMessage({ ...fields, ActionID: id }));
		const what = `the PBX's reply to ${fields.Action}`;
		const reply = await until(what, timeoutMs, () => this.replies.get(id));
		this.replies.delete(id);
		if (reply.eventlist !== 'start') return { reply, items: [] };

		await this.event({ actionid: id, eventlist: 'Complete' }, since);
		const items = this.events({ actionid: id }, since).filter(
			({ eventlist }) => eventlist === undefined,
		);
		return { reply, items };
	}

	/** Every channel of the PBX. */
	async channels(): Promise<AmiMessage[]> {
		return (await this.action({ Action: 'CoreShowChannels' })).items;
	}

	/** Extensions and trunks with a registered phone. */
	async registered(): Promise<string[]> {
		const { items } = await this.action({ Action: 'PJSIPShowContacts' });
		return items.map(({ endpoint, aor }) => endpoint ?? aor ?? '');
	}

	/** Ends all calls and waits until the PBX has no channel left. */
	async hangUpAll(): Promise<void> {
		// A second round ends what began during the first.
		const rounds = 2;
		for (let n = 0; n < rounds; n++) {
			for (const { channel } of await this.channels())
				if (channel !== undefined) await this.action({ Action: 'Hangup', Channel: channel });
		}
		await until('the PBX to have no calls', timeoutMs, async () =>
			(await this.channels()).length === 0 ? true : undefined,
		);
	}

	close(): void {
		this.socket.destroy();
	}

	private read(text: string): void {
		const { messages, rest } = readMessages(this.rest + text);
		this.rest = rest;
		for (const message of messages) {
			if (message.event !== undefined) {
				this.seen.push(message);
				this.receivedAtMs.push(Date.now());
			} else if (message.actionid !== undefined) this.replies.set(message.actionid, message);
		}
	}
}

function describe(pattern: Pattern): string {
	return Object.entries(pattern)
		.map(([name, value]) => `${name} ${String(value)}`)
		.join(', ');
}
