import { connect, type Socket } from 'node:net';

import { until } from '../../poll.cts';
import { readNetstrings, writeNetstring } from './netstring.cts';

export interface PhoneEvent {
	/** `CALL_INCOMING`, `CALL_ESTABLISHED`, `CALL_CLOSED`, … */
	type: string;
	parameter: string;
}

interface PhoneReply {
	ok: boolean;
	text: string;
}

const replyTimeoutMs = 5_000;

/** The control socket of one phone: commands with their replies, and the phone's events. */
export class PhoneControl {
	readonly events: PhoneEvent[] = [];
	private readonly replies = new Map<string, PhoneReply>();
	private rest: Buffer = Buffer.alloc(0);
	private commandCount = 0;

	private constructor(
		private readonly socket: Socket,
		private readonly onEvent: (event: PhoneEvent, control: PhoneControl) => void,
	) {
		socket.on('data', (bytes) => this.read(bytes));
		socket.on('error', () => socket.destroy());
	}

	/** Undefined while the phone does not listen yet. */
	static open(
		port: number,
		onEvent: (event: PhoneEvent, control: PhoneControl) => void,
	): Promise<PhoneControl | undefined> {
		return new Promise((resolve) => {
			const socket = connect(port, '127.0.0.1');
			socket.once('error', () => resolve(undefined));
			socket.once('connect', () => resolve(new PhoneControl(socket, onEvent)));
		});
	}

	async command(command: string, params = ''): Promise<string> {
		const token = `command-${++this.commandCount}`;
		this.socket.write(writeNetstring(JSON.stringify({ command, params, token })));
		const reply = await until(`the phone's reply to "${command} ${params}"`, replyTimeoutMs, () =>
			this.replies.get(token),
		);
		this.replies.delete(token);
		if (!reply.ok) throw new Error(`The phone refused "${command} ${params}": ${reply.text}`);
		return reply.text;
	}

	close(): void {
		this.socket.destroy();
	}

	private read(bytes: Buffer): void {
		const { texts, rest } = readNetstrings(Buffer.concat([this.rest, bytes]));
		this.rest = rest;
		for (const text of texts) this.take(JSON.parse(text));
	}

	private take(message: unknown): void {
		if (!isRecord(message)) return;
		if (message.response === true) {
			const reply = { ok: message.ok === true, text: textOf(message.data) };
			this.replies.set(textOf(message.token), reply);
			return;
		}
		const event = { type: textOf(message.type), parameter: textOf(message.param) };
		this.events.push(event);
		this.onEvent(event, this);
	}
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
