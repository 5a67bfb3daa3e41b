import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Clock } from '../../../../pbx/model/clock';
import type { Driver } from '../../../../pbx/drivers/driver';
import { openDriver } from '../../../../pbx/drivers/openDriver';
import { Failure } from '../../../../pbx/model/failure';
import type { PbxReply, PbxRequest, Send } from '../../../../pbx/http/request';

const folder = join(__dirname, '../../../fixtures/asterisk');

/** Text of a recorded reply below its headers. */
export function recording(name: string): PbxReply {
	const text = readFileSync(join(folder, `${name}.http`), 'utf8');
	const [head = '', ...body] = text.split('\r\n\r\n');
	const [status = '', ...lines] = head.split('\r\n');
	const headers = lines.map((line) => {
		const [header = '', value = ''] = line.split(/: (.*)/s);
		return [header.toLowerCase(), value] as const;
	});
	return {
		status: Number(status.split(' ')[1]),
		headers: Object.fromEntries(headers),
		body: body.join('\r\n\r\n'),
	};
}

const orderVariable = 'N8N_ORDER';

/** A reply, the name of a recording, or the failure of a request that gets no reply. */
export type Answer = string | PbxReply | Failure;

export interface SentAction {
	action: string;
	fields: [name: string, value: string][];
	request: PbxRequest;
}

/** Answers every action with what a real Asterisk once answered; the last of several answers stays. */
export class RecordedPbx {
	readonly sent: SentAction[] = [];
	/** ms since 1970, for the code under test. */
	time = 1_000_000;

	/** The order of the channel, where another process has made it. */
	otherOrder?: string;

	constructor(private readonly answers: Record<string, Answer | Answer[]>) {}

	readonly send: Send = (request) => {
		const [[, action = ''] = [], ...fields] = new URLSearchParams(request.body);
		this.sent.push({ action, fields, request });
		const asksForOrder = fields.some(([, value]) => value === orderVariable);
		return Promise.resolve(asksForOrder ? this.orderOfTheCall() : this.answer(action));
	};

	readonly clock: Clock = {
		now: () => this.time,
		cancelled: () => false,
		sleep: (ms) => {
			this.time += ms;
			return Promise.resolve();
		},
	};

	/** The value of a field in the first action of that name. */
	field(action: string, name: string): string | undefined {
		return this.fields(action, name)[0];
	}

	fields(action: string, name: string): string[] {
		const found = this.sent.find((one) => one.action === action);
		return (found?.fields ?? []).filter(([key]) => key === name).map(([, value]) => value);
	}

	count(action: string): number {
		return this.sent.filter((one) => one.action === action).length;
	}

	/** The channel that Originate made lives on, and keeps the variable that it was given. */
	private orderOfTheCall(): PbxReply {
		const failed = this.answers.Originate === 'originate-failed';
		if (failed && this.otherOrder === undefined) return recording('no-such-channel');
		const given = this.fields('Originate', 'Variable').find((one) => one.startsWith(orderVariable));
		const value = given?.slice(orderVariable.length + 1) ?? '';
		return changed('held', ["value='1'", `value='${this.otherOrder ?? value}'`]);
	}

	private answer(action: string, seen = this.count(action) - 1): PbxReply | Failure {
		if (action === 'Status' && this.answers.Status === undefined) return this.statusOfChannels();
		const answers = [this.answers[action] ?? 'unknown-command'].flat();
		const answer = answers[Math.min(seen, answers.length - 1)] ?? 'unknown-command';
		return typeof answer === 'string' ? recording(answer) : answer;
	}

	/** Nobody waits. */
	private statusOfChannels(): PbxReply | Failure {
		const seen = this.count('CoreShowChannels') + this.count('Status') - 1;
		const channels = this.answer('CoreShowChannels', seen);
		return channels instanceof Failure ? channels : statusOf(channels);
	}
}

export const credentialFields = {
	pbx: 'asterisk',
	baseUrl: 'http://127.0.0.1:8088/asterisk/',
	username: 'n8n',
	password: 'n8n-secret',
	dialplanContext: 'internal',
};

export function driverOf(fields: Record<string, unknown> = {}): Driver {
	const driver = openDriver({ ...credentialFields, ...fields });
	if (driver instanceof Failure) throw new Error(driver.message);
	return driver;
}

/** A recorded reply with other texts in its body. */
export function changed(name: string, ...changes: [from: string, to: string][]): PbxReply {
	const reply = recording(name);
	const body = changes.reduce((text, [from, to]) => text.replaceAll(from, to), reply.body);
	return { ...reply, body };
}

/** A reply to CoreShowChannels as Status gives the same, with the channels that wait. */
export function statusOf(channels: PbxReply, waiting: readonly string[] = []): PbxReply {
	const body = channels.body
		.replaceAll("event='CoreShowChannel'", "event='Status'")
		.replaceAll("applicationdata='", "data='")
		.replace(/duration='(\d+):(\d\d):(\d\d)'/g, (_, hours, minutes, seconds) => {
			const age = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
			return `seconds='${age}'`;
		})
		.replace(/(channel='([^']*)'.*) \/>/g, (_, fields: string, name: string) => {
			const waits = waiting.includes(name) ? '1' : '0';
			return `${fields} variable='CHANNEL(onhold)=${waits}' />`;
		});
	return { ...channels, body };
}

/** The failure of a result, in one object that reads well in a test. */
export function failureOf(result: unknown): { kind: string; message: string; remedy: string } {
	if (!(result instanceof Failure)) throw new Error(`No failure: ${JSON.stringify(result)}`);
	const { kind, message, remedy } = result;
	return { kind, message, remedy };
}
