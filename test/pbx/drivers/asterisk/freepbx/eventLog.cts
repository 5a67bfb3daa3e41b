import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { DomainEvent } from '../../../../../pbx/model/event';
import type { EventListener } from '../../../../../pbx/model/events';
import { Failure } from '../../../../../pbx/model/failure';
import { poll } from '../../../../../tools/poll.cts';
import { clockUntil } from '../../../../../transport/clock';
import { openCredential } from '../../../../../transport/credential';
import { httpSend } from '../../../../../transport/httpSend';
import { ownSession } from '../../../../../transport/ownSession';
import { storedSignIn } from '../../../../../transport/storedSignIn';
import { httpRequest } from '../../connected.cts';

const patienceMs = 10_000;

/** What the PBX Trigger's poll of the PBX gives, without an n8n around it. */
export class EventLog {
	private readonly events: DomainEvent[] = [];
	private readonly done: Promise<void>;
	private isOpen = true;

	private constructor(
		private readonly listener: EventListener,
		private readonly cancel: AbortController,
	) {
		this.done = this.poll();
	}

	static async open(fields: ICredentialDataDecryptedObject): Promise<EventLog> {
		const cancel = new AbortController();
		const credential = openCredential(fields, undefined, cancel.signal);
		if (credential instanceof Failure) throw new Error(credential.message);
		const { driver, connection } = credential;
		const send = httpSend(httpRequest, connection);
		const session = ownSession(driver.authenticator, send, () =>
			Promise.resolve(storedSignIn(fields)),
		);
		const listener = driver.listen?.(session, clockUntil(cancel.signal));
		if (listener === undefined) throw new Error('The driver cannot listen.');
		const opened = await listener.open();
		if (opened instanceof Failure) throw new Error(opened.message);
		return new EventLog(listener, cancel);
	}

	/** A point in the events, to read what came after it. */
	now(): number {
		return this.events.length;
	}

	/**
	 * What happened to calls since then, one line each: the event, who with whom, and the extensions. Several of one kind
	 * in a row are sorted, as phones ring in any order.
	 */
	calls(since: number): string[] {
		const lines = this.events
			.slice(since)
			.filter(({ event }) => event !== 'extensionStateChanged' && event !== 'callRecord')
			.map(lineOf);
		const kindOf = (line = '') => line.split(' ', 1)[0];
		const runs: string[][] = [];
		for (const line of lines) {
			const last = runs.at(-1);
			if (last !== undefined && kindOf(last[0]) === kindOf(line)) last.push(line);
			else runs.push([line]);
		}
		return runs.flatMap((run) => run.sort());
	}

	/**
	 * The states of an extension since then, from ringing on: before, its phone may have been started for the call. One
	 * that comes with another word of the PBX only counts once.
	 */
	states(extension: string, since: number): string[] {
		const states = this.events
			.slice(since)
			.flatMap((one) =>
				one.event === 'extensionStateChanged' && one.extensions[0] === extension ? [one.state] : [],
			)
			.filter((state, n, all) => state !== all[n - 1]);
		return states.slice(states.indexOf('ringing'));
	}

	/** Waits for the line, and gives all since then. */
	async untilCalls(last: string, since: number): Promise<string[]> {
		const came = await poll(patienceMs, () => this.calls(since).includes(last) || undefined);
		const calls = this.calls(since);
		if (came) return calls;
		throw new Error(`Waited in vain for the event ${last}. There were\n${calls.join('\n')}`);
	}

	async close(): Promise<void> {
		this.isOpen = false;
		await this.listener.close();
		this.cancel.abort();
		await this.done;
	}

	private async poll(): Promise<void> {
		while (this.isOpen) {
			const events = await this.listener.next();
			if (events instanceof Failure) {
				if (this.isOpen) throw new Error(events.message);
				return;
			}
			this.events.push(...events);
		}
	}
}

function lineOf(event: DomainEvent): string {
	const extensions = 'extensions' in event ? event.extensions.join() : '';
	const parts: (string | undefined)[] = [event.event];
	if ('direction' in event) parts.push(event.direction);
	if ('queue' in event) parts.push(event.queue);
	if ('from' in event) parts.push(event.from);
	if ('to' in event) parts.push(`> ${event.to ?? ''}`);
	if ('transferTo' in event) parts.push(`>> ${event.transferTo ?? ''}`);
	if ('reason' in event && event.reason !== undefined) parts.push(event.reason);
	if ('mode' in event) parts.push(event.mode);
	parts.push(`[${extensions}]`);
	return parts.filter((part) => part !== undefined).join(' ');
}
