import type { DomainEvent } from '../../../model/event';
import type { EventListener } from '../../../model/events';
import type { Clock } from '../../../model/clock';
import { Failure, type Done } from '../../../model/failure';
import { sessionRefused } from '../../../model/failures/general';
import type { MonitorMode } from '../../../model/monitoring';
import type { Send } from '../../../http/request';
import type { OwnSession } from '../../driver';
import { readChannel } from '../callState/channels/channels';
import { modeOf } from '../callState/channels/spyChannels';
import { actions, request } from '../wire/actions';
import { createClient, type Ask } from '../wire/client';
import type { DriverConfig } from '../wire/config';
import type { Message } from '../wire/mxml';
import { readReply, Refusal } from '../wire/reply';
import { checkEventRights } from './eventRights';
import { EventReader } from './eventReader';
import { clockOffset, startOf, takeSnapshot } from './snapshot';

/** Seconds that one poll waits; the PBX itself waits no longer than its `httptimeout` less 10. */
const pollSeconds = 25;
/** ms beside the wait of the PBX that a reply may take. */
const replyMarginMs = 10_000;
/** ms between the beginnings of two polls: on a busy PBX every one has something, if only for others. */
const pollIntervalMs = 100;
/** ms for which the offset of the PBX's clock is taken as known: summer time may begin. */
const offsetAgeMs = 600_000;
/** ms that signing off may take. */
const logoffMs = 1_000;

/**
 * Asks Asterisk for its events (WaitEvent). It keeps those of a session between two polls, so none is
 * lost as long as the session lives; after that, the list of channels shows what was missed.
 */
export class AmiListener implements EventListener {
	private readonly ask: Ask;
	private readonly reader: EventReader;
	private isSignedIn = false;
	/** Whether a reply with events, or a session with them, was lost. */
	private hasGap = true;
	private startedAt: string | undefined;
	private polledAtMs = -Infinity;
	private offsetAtMs = -Infinity;

	constructor(
		private readonly session: OwnSession,
		private readonly clock: Clock,
		private readonly config: DriverConfig,
	) {
		this.reader = new EventReader(config);
		const send: Send = async (one) => {
			const reply = await session.send(one);
			if (reply !== 'sessionLost') return reply;
			this.isSignedIn = false;
			this.hasGap = true;
			return sessionRefused('Permission denied');
		};
		this.send = send;
		// The events that are queued for it would end with the session.
		this.ask = createClient(send, config, { keepSession: true });
	}

	private readonly send: Send;

	async open(): Promise<Done | Failure> {
		const signedIn = await this.signIn();
		if (signedIn instanceof Failure) return signedIn;
		const allowed = await checkEventRights(this.ask, async (seconds) => {
			const messages = await this.wait(seconds);
			return messages instanceof Failure ? messages : messages.map(({ device = '' }) => device);
		});
		if (allowed instanceof Failure) return allowed;
		// What goes on already is no event.
		const known = await this.closeGap();
		return known instanceof Failure ? known : 'done';
	}

	async next(): Promise<DomainEvent[] | Failure> {
		if (!this.isSignedIn) {
			const signedIn = await this.signIn();
			if (signedIn instanceof Failure) return signedIn;
		}
		if (this.hasGap) {
			const isFirst = this.startedAt === undefined;
			const events = await this.closeGap();
			return isFirst && !(events instanceof Failure) ? [] : events;
		}
		const restMs = pollIntervalMs - (this.clock.now() - this.polledAtMs);
		if (restMs > 0 && restMs <= pollIntervalMs) await this.clock.sleep(restMs);
		this.polledAtMs = this.clock.now();
		const messages = await this.wait(this.waitSeconds());
		if (messages instanceof Failure) return messages;
		return await this.read(messages);
	}

	async close(): Promise<void> {
		if (!this.isSignedIn) return;
		this.isSignedIn = false;
		await this.session.send({
			...request(actions.logoff, [], this.config),
			timeoutMs: logoffMs,
			sendEvenWhenCancelled: true,
		});
	}

	private async signIn(): Promise<Done | Failure> {
		const done = await this.session.signIn();
		if (done instanceof Failure) return done;
		this.isSignedIn = true;
		this.hasGap = true;
		return done;
	}

	/** Events that come while this looks are in the next poll; what it has seen they do not repeat. */
	private async closeGap(): Promise<DomainEvent[] | Failure> {
		const startedAt = await startOf(this.ask);
		if (startedAt instanceof Failure) return startedAt;
		const snapshot = await takeSnapshot(this.ask, this.config);
		if (snapshot instanceof Failure) return snapshot;
		const hasRestarted = this.startedAt !== undefined && this.startedAt !== startedAt;
		this.startedAt = startedAt;
		this.hasGap = false;
		this.offsetAtMs = this.clock.now();
		const events = this.reader.compare(snapshot, this.clock.now());
		return hasRestarted ? [{ event: 'pbxStarted', report: {} }, ...events] : events;
	}

	private waitSeconds(): number {
		const { nextDueAtMs } = this.reader;
		if (nextDueAtMs === undefined) return pollSeconds;
		const seconds = Math.ceil((nextDueAtMs - this.clock.now()) / 1000);
		return Math.min(Math.max(seconds, 1), pollSeconds);
	}

	/** The events of the session so far, or those that come within this time. */
	private async wait(seconds: number): Promise<Message[] | Failure> {
		const reply = await this.send({
			...request(actions.waitEvent, [['Timeout', String(seconds)]], this.config),
			timeoutMs: seconds * 1000 + replyMarginMs,
		});
		const answer = reply instanceof Failure ? reply : readReply(reply);
		if (!(answer instanceof Failure) && !(answer instanceof Refusal)) return answer.items;
		// The PBX does not send again what was in a reply that got lost.
		this.hasGap = true;
		return answer instanceof Failure ? answer : sessionRefused(answer.message);
	}

	private async read(messages: readonly Message[]): Promise<DomainEvent[] | Failure> {
		const nowMs = this.clock.now();
		const isOld = nowMs - this.offsetAtMs > offsetAgeMs;
		if (isOld && messages.some(({ event }) => event === 'Cdr')) await this.renewOffset();
		const begins = messages.some(({ event }) => event === 'ChanSpyStart');
		const modes = begins ? await this.spyModes() : new Map<string, MonitorMode>();
		const events = messages.flatMap((message) =>
			this.reader.read(message, nowMs, modes.get(message.spyeruniqueid ?? '')),
		);
		return [...events, ...this.reader.due(this.clock.now())];
	}

	/** Where it fails, the one before holds on: the events are in hand. */
	private async renewOffset(): Promise<void> {
		const offset = await clockOffset(this.ask);
		this.offsetAtMs = this.clock.now();
		if (!(offset instanceof Failure)) this.reader.offset = offset;
	}

	/** No event names the options of ChanSpy; of a monitoring that is over already nothing shows them. */
	private async spyModes(): Promise<Map<string, MonitorMode>> {
		const answer = await this.ask(actions.showChannels);
		if (answer instanceof Failure) return new Map();
		return new Map(
			answer.items.flatMap((row): Array<[string, MonitorMode]> => {
				const mode = modeOf(readChannel(row));
				return mode === undefined ? [] : [[row.uniqueid ?? '', mode]];
			}),
		);
	}
}
