import type { Logger } from 'n8n-workflow';

import type { DomainEvent } from '../../../pbx/model/event';
import type { EventListener } from '../../../pbx/model/events';
import { Failure } from '../../../pbx/model/failure';
import { clockUntil } from '../../../transport/clock';
import type { Context } from '../../../transport/connect';
import { CredentialListener } from '../../../transport/listen';

/** One trigger, or one test listen, that wants the events of a PBX. */
export interface Subscriber {
	/** The node whose credential and HTTP helper may be used for as long as it is subscribed. */
	context: Context & { logger: Logger };
	/** Who it is, as in `Workflow "VIP calls"`. */
	name: string;
	receive(event: DomainEvent): void;
}

const firstPauseMs = 1_000;
const longestPauseMs = 60_000;

/** One poll for all triggers of a credential, for as long as there are any. */
export class SharedPoll {
	private readonly subscribers = new Set<Subscriber>();
	private readonly stopping = new AbortController();
	private readonly listener: EventListener;
	private opening: Promise<unknown> | undefined;
	private isRunning = false;
	/** Why the PBX gives no events for now. */
	failure: Failure | undefined;

	constructor() {
		this.listener = new CredentialListener(() => this.anyContext(), this.stopping.signal);
	}

	/** Those who get the events. */
	get receivers(): string[] {
		return [...new Set([...this.subscribers].map(({ name }) => name))];
	}

	isOnly(subscriber: Subscriber): boolean {
		return this.subscribers.size === 1 && this.subscribers.has(subscriber);
	}

	/**
	 * Gives the subscriber the events from now on, or says why that cannot begin. Where `keepTrying` of
	 * that failure, they come as soon as the PBX can be asked.
	 */
	async add(
		subscriber: Subscriber,
		keepTrying: (failure: Failure) => boolean,
	): Promise<Failure | undefined> {
		this.subscribers.add(subscriber);
		if (this.isRunning) return undefined;
		this.opening ??= attempt(async () => await this.listener.open());
		const opened = await this.opening;
		this.opening = undefined;
		const failure = opened instanceof Failure ? opened : undefined;
		if (failure && !keepTrying(failure)) return failure;
		void this.run();
		if (failure) this.note(failure);
		return failure;
	}

	/** Ends the poll with the last subscriber. */
	async remove(subscriber: Subscriber): Promise<void> {
		// Signing off still needs the context of the last one.
		const isLast = this.isOnly(subscriber);
		if (isLast) this.stopping.abort();
		if (isLast) await attempt(async () => await this.listener.close());
		this.subscribers.delete(subscriber);
	}

	private async run(): Promise<void> {
		if (this.isRunning) return;
		this.isRunning = true;
		const clock = clockUntil(this.stopping.signal);
		let pauseMs = firstPauseMs;
		while (!this.stopping.signal.aborted) {
			const events = await attempt(async () => await this.listener.next());
			if (this.stopping.signal.aborted) break;
			if (events instanceof Failure) {
				this.note(events);
				await clock.sleep(pauseMs);
				pauseMs = Math.min(pauseMs * 2, longestPauseMs);
				continue;
			}
			pauseMs = firstPauseMs;
			this.note(undefined);
			for (const event of events) this.deliver(event);
		}
	}

	/** What one trigger makes of an event is no matter of the others. */
	private deliver(event: DomainEvent): void {
		for (const { context, receive } of [...this.subscribers]) {
			try {
				receive(event);
			} catch (error) {
				const reason = error instanceof Error ? error.message : 'unknown reason';
				context.logger.error(`PBX Trigger: an event could not start the workflow: ${reason}`);
			}
		}
	}

	/** Logs each change once. */
	private note(failure: Failure | undefined): void {
		if (failure?.message === this.failure?.message) return;
		this.failure = failure;
		const [subscriber] = this.subscribers;
		const logger = subscriber?.context.logger;
		if (!failure) return logger?.info('PBX Trigger: the PBX answers again.');
		const { message, remedy } = failure;
		logger?.warn(`PBX Trigger: no events for now. ${message}. ${remedy} n8n keeps trying.`);
	}

	private anyContext(): Context {
		const [subscriber] = this.subscribers;
		if (!subscriber) throw new Error('no trigger is active');
		return subscriber.context;
	}
}

/** n8n's contexts throw, for example where a credential was deleted. */
async function attempt<Result>(work: () => Promise<Result>): Promise<Result | Failure> {
	try {
		return await work();
	} catch (error) {
		const reason = error instanceof Error ? error.message : 'unknown reason';
		return new Failure(
			'unreachable',
			`The PBX could not be asked: ${reason}`,
			'Check the credential of the trigger.',
		);
	}
}
