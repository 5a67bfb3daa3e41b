import type { AgentPauseChange, QueueCallerChange, QueueEvent } from '../../../model/event';
import { memberExtension, type DriverConfig } from '../wire/config';
import type { Message } from '../wire/mxml';
import { reportOf } from './reportFields';

/** A caller who left a queue and whom no agent has answered by then has left it for good. */
const agentDelayMs = 1_000;

interface Leaving {
	event: QueueCallerChange;
	dueAtMs: number;
}

/** What happens in the queues. An agent who answers lets the caller leave the queue, too. */
export class QueueEvents {
	/** By the id of the caller's channel. */
	private readonly leaving = new Map<string, Leaving>();
	/** Callers who hung up, with the seconds that they had waited. */
	private readonly abandoned = new Map<string, string>();

	constructor(private readonly config: DriverConfig) {}

	get nextDueAtMs(): number | undefined {
		return [...this.leaving.values()][0]?.dueAtMs;
	}

	read(message: Message, queuedAtMs: number | undefined, nowMs: number): QueueEvent[] {
		const { uniqueid = '' } = message;
		switch (message.event) {
			case 'QueueCallerJoin':
				return [
					{
						...this.aboutCaller(message),
						event: 'callerWaiting',
						waitingCallers: toNumber(message.count),
					},
				];
			case 'QueueCallerAbandon':
				this.abandoned.set(uniqueid, message.holdtime ?? '');
				return [];
			case 'QueueCallerLeave':
				return this.left(message, queuedAtMs, nowMs);
			case 'AgentCalled':
				return [{ ...this.aboutAgent(message), event: 'agentRinging' }];
			case 'AgentConnect':
				this.leaving.delete(uniqueid);
				return [
					{
						...this.aboutAgent(message),
						event: 'agentAnswered',
						waitedSeconds: toNumber(message.holdtime),
						ringSeconds: toNumber(message.ringtime),
					},
				];
			case 'QueueMemberPause':
				return [this.pause(message)];
			default:
				return [];
		}
	}

	/** The callers who left without an agent, once no answer can come any more. */
	due(nowMs: number): QueueCallerChange[] {
		const due = [...this.leaving].filter(([, { dueAtMs }]) => dueAtMs <= nowMs);
		for (const [id] of due) this.leaving.delete(id);
		return due.map(([, { event }]) => event);
	}

	/** After a gap, what is pending cannot be distinguished from what was missed. */
	forget(): void {
		this.leaving.clear();
		this.abandoned.clear();
	}

	private left(
		message: Message,
		queuedAtMs: number | undefined,
		nowMs: number,
	): QueueCallerChange[] {
		const { uniqueid = '' } = message;
		const waited = this.abandoned.get(uniqueid);
		this.abandoned.delete(uniqueid);
		const seen = queuedAtMs === undefined ? undefined : Math.round((nowMs - queuedAtMs) / 1000);
		const event: QueueCallerChange = {
			...this.aboutCaller(message),
			event: 'callerLeft',
			abandoned: waited !== undefined,
			waitingCallers: toNumber(message.count),
			waitedSeconds: toNumber(waited) ?? seen,
		};
		if (waited !== undefined) return [event];
		this.leaving.set(uniqueid, { event, dueAtMs: nowMs + agentDelayMs });
		return [];
	}

	private aboutCaller(message: Message) {
		return { ...about(message), position: toNumber(message.position), extensions: [] };
	}

	private aboutAgent(message: Message) {
		return { ...about(message), extensions: [this.agent(message)] };
	}

	private pause(message: Message): AgentPauseChange {
		const isPaused = message.paused === '1';
		return {
			event: isPaused ? 'agentPaused' : 'agentResumed',
			queue: message.queue ?? '',
			extensions: [this.agent(message)],
			// Asterisk keeps the reason of the last pause.
			reason: isPaused ? message.pausedreason || undefined : undefined,
			report: reportOf(message),
		};
	}

	/** A member without an extension number stays as it is. */
	private agent({ interface: member = '', stateinterface = '' }: Message): string {
		return (
			memberExtension(this.config, member) ?? memberExtension(this.config, stateinterface) ?? member
		);
	}
}

function about(message: Message) {
	return {
		queue: message.queue ?? '',
		callId: message.linkedid || undefined,
		from: message.calleridnum || undefined,
		report: reportOf(message),
	};
}

function toNumber(text: string | undefined): number | undefined {
	return text === undefined || !/^\d+$/.test(text) ? undefined : Number(text);
}
