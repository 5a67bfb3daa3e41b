import type { DomainEvent } from '../../../model/event';
import type { MonitorMode } from '../../../model/monitoring';
import { readChannel } from '../callState/channels/channels';
import { callerFirst } from '../callState/channels/parties';
import { hintState, type KnownState } from '../callState/extensionStates';
import { readHints, type NumberOf } from '../callState/phones';
import { modeOf, spiedOn } from '../callState/channels/spyChannels';
import type { DriverConfig } from '../wire/config';
import type { Message } from '../wire/mxml';
import { CallRecords } from './calls/callRecords';
import { CallTracker } from './calls/callTracker';
import { Monitorings } from './monitorings';
import { QueueEvents } from './queueEvents';
import { reportOf } from './reportFields';

/** What the PBX shows at one moment. */
export interface Snapshot {
	/** Rows of CoreShowChannels. */
	channels: readonly Message[];
	states: ReadonlyMap<string, KnownState>;
	numberOf: NumberOf;
	/** What the PBX's clock is ahead of UTC, such as `+01:00`. */
	offset: string;
}

/** Turns the events of the PBX into domain events, each once. It sends nothing and has no clock. */
export class EventReader {
	private readonly calls: CallTracker;
	private readonly records = new CallRecords();
	private readonly monitorings = new Monitorings();
	private readonly queues: QueueEvents;
	/** The last known state of each extension, in the PBX's word. */
	private readonly states = new Map<string, string>();
	/** Whether an end is seen as it happens. */
	private isLive = true;

	constructor(private readonly config: DriverConfig) {
		this.queues = new QueueEvents(config);
		this.calls = new CallTracker((call, last, nowMs) =>
			this.records.callEnded(call, last, nowMs, this.isLive),
		);
	}

	/** When something is due without another event, ms since 1970. */
	get nextDueAtMs(): number | undefined {
		const due = [this.records.nextDueAtMs, this.queues.nextDueAtMs];
		return due.reduce((first, one) =>
			first === undefined || (one ?? first) < first ? one : first,
		);
	}

	set offset(offset: string) {
		this.records.offset = offset;
	}

	/** What one event of the PBX says. `mode`: how a ChanSpy that begins was started. */
	read(message: Message, nowMs: number, mode?: MonitorMode): DomainEvent[] {
		switch (message.event) {
			case 'Cdr':
				this.records.add(message, this.calls.callOf(message.uniqueid));
				return [];
			case 'ChanSpyStart': {
				this.calls.markMonitoring(message.spyeruniqueid);
				const spyer = this.calls.channel(message.spyeruniqueid);
				return this.monitorings.started(message, spyer, mode, this.calls.numberOf);
			}
			case 'ChanSpyStop':
				return this.monitorings.ended(message.spyeruniqueid, message);
			case 'ExtensionStatus':
				return this.stateChanged(message);
			case 'Hangup':
				return [
					...this.monitorings.ended(message.uniqueid, message),
					...this.calls.read(message, nowMs),
				];
			case 'QueueCallerJoin':
				this.noteQueue(message, nowMs);
				return this.queues.read(message, undefined, nowMs);
			default: {
				const queuedAtMs = this.calls.callOf(message.uniqueid)?.queuedAtMs;
				const events = this.calls.read(message, nowMs);
				return [...events, ...this.queues.read(message, queuedAtMs, nowMs)];
			}
		}
	}

	/** What had to wait for something that may come after it. */
	due(nowMs: number): DomainEvent[] {
		return [...this.queues.due(nowMs), ...this.records.due(nowMs, this.calls.numberOf)];
	}

	/**
	 * Compares what is known with what the PBX shows. At the beginning nothing is known, and what the
	 * result says has not just happened; after a gap it is what happened in it, as far as it left a trace.
	 */
	compare({ channels, states, numberOf, offset }: Snapshot, nowMs: number): DomainEvent[] {
		this.calls.numberOf = numberOf;
		this.offset = offset;
		this.queues.forget();
		this.isLive = false;
		const rows = [...channels].sort((a, b) => callerFirst(readChannel(a), readChannel(b)));
		const living = new Set(rows.map(({ uniqueid }) => uniqueid));
		const gone = this.calls.channelIds.filter((id) => !living.has(id));
		const ended = gone.flatMap((uniqueid) => [
			...this.monitorings.ended(uniqueid, {}),
			...this.calls.hungUp({ uniqueid }, nowMs),
		]);
		const spies = rows.filter((row) => modeOf(readChannel(row)) !== undefined);
		const silent = this.monitorings.channelIds.filter(
			(id) => !spies.some(({ uniqueid }) => uniqueid === id),
		);
		const stopped = silent.flatMap((id) => this.monitorings.ended(id, {}));
		// Marked before its call is looked at: its ends are no parties.
		const found = rows.flatMap((row) =>
			spies.includes(row) ? [] : this.calls.discover(row, nowMs),
		);
		const monitored = spies.flatMap((row) => this.foundSpy(row, rows, nowMs));
		this.isLive = true;
		return [...ended, ...stopped, ...found, ...monitored, ...this.statesFound(states)];
	}

	private foundSpy(row: Message, rows: readonly Message[], nowMs: number): DomainEvent[] {
		this.calls.discover(row, nowMs);
		this.calls.markMonitoring(row.uniqueid);
		const spied = spiedOn(readChannel(row));
		const spyee = rows.find(
			({ channel = '', uniqueid }) =>
				channel === spied || uniqueid === spied || channel.startsWith(`${spied}-`),
		);
		if (!spyee) return [];
		const message = {
			spyerchannel: row.channel ?? '',
			spyeruniqueid: row.uniqueid ?? '',
			spyercalleridnum: row.calleridnum ?? '',
			spyeechannel: spyee.channel ?? '',
			spyeecalleridnum: spyee.calleridnum ?? '',
			spyeelinkedid: spyee.linkedid ?? '',
		};
		const spyer = this.calls.channel(row.uniqueid);
		const mode = modeOf(readChannel(row));
		return this.monitorings.started(message, spyer, mode, this.calls.numberOf);
	}

	private noteQueue(message: Message, nowMs: number): void {
		const call = this.calls.callOf(message.uniqueid);
		if (!call) return;
		call.queue = message.queue;
		call.queuedAtMs = nowMs;
	}

	private stateChanged(message: Message): DomainEvent[] {
		const [hint] = readHints(this.config, [message]);
		if (!hint) return [];
		const { extension, status, statusText } = hint;
		return this.changed(extension, { state: hintState(status), rawState: statusText }, message);
	}

	private statesFound(states: ReadonlyMap<string, KnownState>): DomainEvent[] {
		return [...states].flatMap(([extension, known]) => this.changed(extension, known, {}));
	}

	private changed(extension: string, { state, rawState }: KnownState, message: Message) {
		if (this.states.get(extension) === rawState) return [];
		this.states.set(extension, rawState);
		const extensions: [string] = [extension];
		const event = 'extensionStateChanged' as const;
		return [{ event, extensions, state, rawState, report: reportOf(message) }];
	}
}
