import { createHmac } from 'node:crypto';
import { Outbox } from '../../../reports/outbox.cts';
import type { ReportAddress } from '../../../reports/reportAddress.cts';
import type { Device } from '../device.cts';
import type { ReplyFields } from '../http/answer.cts';
import { randomToken } from '../sessions/tokenPairs.cts';
import type { Switches } from '../switches.cts';

export interface WebhookEvent {
	/** 30005 to 30036. */
	type: number;
	msg: ReplyFields;
}

/** One line of *Integrations > API > Webhook Event Push*. */
export interface Webhook {
	id: number;
	url: string;
	/** 32 characters, made by the PBX. */
	secret: string;
	/** Types that it gets; every type when empty. */
	events: readonly number[];
}

const largestNumber = 5;

/** Milliseconds that the PBX waits for an answer. */
const timeoutMs = 10_000;

/** Where events are pushed; each push is signed with the secret of its webhook. */
export class Webhooks {
	readonly outbox = new Outbox();
	private webhooks: Webhook[] = [];
	private lastId = 0;

	constructor(
		private readonly switches: Switches,
		private readonly device: Device,
		private readonly newSecret: () => string = randomToken,
	) {}

	list(): readonly Webhook[] {
		return structuredClone(this.webhooks);
	}

	/** What an administrator pastes; plain HTTP only, because it goes to this machine only. */
	add(url: string, events: readonly number[] = []): Webhook | 'full' | 'malformed' {
		if (this.webhooks.length >= largestNumber) return 'full';
		if (!addressOf(url)) return 'malformed';
		this.lastId += 1;
		const webhook: Webhook = { id: this.lastId, url, secret: this.newSecret(), events };
		this.webhooks.push(webhook);
		return { ...webhook };
	}

	/** The new secret. */
	renewSecret(id: number): string | undefined {
		const webhook = this.find(id);
		if (!webhook) return undefined;
		webhook.secret = this.newSecret();
		return webhook.secret;
	}

	remove(id: number): void {
		this.webhooks = this.webhooks.filter((each) => each.id !== id);
	}

	send(event: WebhookEvent): void {
		for (const webhook of this.webhooks) {
			const isChosen = webhook.events.length === 0 || webhook.events.includes(event.type);
			if (isChosen) this.push(webhook, this.envelope(event));
		}
	}

	/** The test button. */
	sendTest(id: number): 'done' | 'noWebhook' {
		const webhook = this.find(id);
		if (!webhook) return 'noWebhook';
		const typed = JSON.stringify({ type: 0, sn: this.device.serialNumber, msg: 'test' });
		this.push(webhook, this.switches.webhookTest === 'typed' ? typed : '{}');
		return 'done';
	}

	private find(id: number): Webhook | undefined {
		return this.webhooks.find((each) => each.id === id);
	}

	private envelope({ type, msg }: WebhookEvent): string {
		const head = { type, sn: this.device.serialNumber };
		const { webhookEnvelope, webhookMessage } = this.switches;
		if (webhookEnvelope === 'flat') return JSON.stringify({ ...head, ...msg });
		return JSON.stringify({
			...head,
			msg: webhookMessage === 'text' ? JSON.stringify(msg) : msg,
		});
	}

	private push({ url, secret }: Webhook, body: string): void {
		const address = addressOf(url);
		if (!address) return;
		const retry = this.switches.webhookRetry === 'yes';
		const rules = { inFlight: Infinity, timeoutMs, retry, awaited: true, copies: 1 } as const;
		const signature = signatureOf(body, secret);
		const prefix = this.switches.webhookSignature === 'prefixed' ? 'sha256=' : '';
		this.outbox.send(address, body, rules, [
			'User-Agent: Yeastar P-Series',
			`X-Signature: ${prefix}${signature}`,
		]);
	}
}

/** Base64 of HMAC-SHA256 over the bytes of the body. */
function signatureOf(body: string, secret: string): string {
	return createHmac('sha256', secret).update(body, 'utf8').digest('base64');
}

function addressOf(url: string): ReportAddress | undefined {
	if (!URL.canParse(url)) return undefined;
	const { protocol, hostname, port, pathname, search } = new URL(url);
	if (protocol !== 'http:') return undefined;
	return { host: hostname, port: port === '' ? 80 : Number(port), path: `${pathname}${search}` };
}
