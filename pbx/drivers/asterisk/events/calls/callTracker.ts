import type { CallEvent } from '../../../../model/event';
import { isEndpoint } from '../../callState/channels/channels';
import type { NumberOf } from '../../callState/phones';
import type { Message } from '../../wire/mxml';
import { Bridges } from './bridges';
import { callAnswered, callEnded, callRinging, callTransferred } from './callEvents';
import { activeEnds, ringsAlready, type TrackedCall, type TrackedChannel } from './trackedCall';
import { TrackedCalls } from './trackedCalls';

/** Follows the channels of the PBX by its events, and says what they mean for the calls. */
export class CallTracker {
	/** Which extension a device is. */
	numberOf: NumberOf = () => undefined;
	private readonly tracked = new TrackedCalls((device) => this.numberOf(device));
	private readonly bridges = new Bridges();

	/** Gets every call that is over. */
	constructor(private readonly onEnd: (call: TrackedCall, last: Message, nowMs: number) => void) {}

	get channelIds(): string[] {
		return this.tracked.channelIds;
	}

	channel(id: string | undefined): TrackedChannel | undefined {
		return this.tracked.channel(id);
	}

	/** The call that has, or had, a channel of this id. */
	callOf(id: string | undefined): TrackedCall | undefined {
		return this.tracked.callOf(id);
	}

	/** The calls that an event brings about. */
	read(message: Message, nowMs: number): CallEvent[] {
		switch (message.event) {
			case 'Newchannel':
				this.tracked.add(message, nowMs);
				return [];
			case 'Newstate':
				return this.tracked.update(message) ? this.ringing(message) : [];
			case 'NewConnectedLine':
			case 'NewCallerid':
				this.tracked.update(message);
				return [];
			case 'DialBegin':
			case 'DialEnd':
				this.dialled(message);
				return [];
			case 'BridgeEnter':
				return this.bridged(message, nowMs);
			case 'BridgeLeave':
				this.tracked.update(message);
				this.bridges.leave(this.channel(message.uniqueid), message.bridgeuniqueid);
				return [];
			case 'BlindTransfer':
			case 'AttendedTransfer':
				return this.transferred(message);
			case 'Hangup':
				return this.hungUp(message, nowMs);
			default:
				return [];
		}
	}

	/** A channel that is in the list of channels and that no event has reported. */
	discover(row: Message, nowMs: number): CallEvent[] {
		const known = this.channel(row.uniqueid);
		const channel = known ?? this.tracked.add(row, undefined);
		if (!channel) return [];
		this.tracked.update(row);
		// An answered phone has rung: an event about that may still be on its way.
		const rang = channel.state === 'up' ? [] : this.ringing(row);
		if (channel.state === 'up') channel.rang = true;
		const bridgeuniqueid = row.bridgeid ?? '';
		if (bridgeuniqueid === '') this.bridges.leave(channel);
		return bridgeuniqueid === ''
			? rang
			: [...rang, ...this.bridged({ ...row, bridgeuniqueid }, nowMs)];
	}

	/** Marks the call of a supervisor's channel: it is none of a customer. */
	markMonitoring(id: string | undefined): void {
		const call = this.callOf(id);
		if (call) call.isMonitoring = true;
	}

	hungUp(message: Message, nowMs: number): CallEvent[] {
		this.tracked.update(message);
		const channel = this.channel(message.uniqueid);
		if (!channel) return [];
		this.bridges.leave(channel);
		const call = this.tracked.remove(channel);
		if (!call || call.isMonitoring || call.caller === undefined) return [];
		this.onEnd(call, message, nowMs);
		return [callEnded(call, message, this.numberOf)];
	}

	private dialled(message: Message): void {
		this.tracked.update(message);
		// Without `channel`, a program lets the PBX call the first party.
		const call = this.callOf(message.destuniqueid);
		if (!call) return;
		if (message.channel !== undefined) call.hasDialled = true;
		const { dialstatus } = message;
		if (dialstatus && dialstatus !== 'ANSWER') call.dialStatus = dialstatus;
	}

	private ringing(message: Message): CallEvent[] {
		const channel = this.channel(message.uniqueid);
		const call = channel && this.tracked.callWith(channel);
		if (!call || call.isMonitoring || message.channelstatedesc !== 'Ringing') return [];
		// A program has the PBX call the caller first, whose phone rings for that.
		if (channel.rang || channel === call.caller || !isEndpoint(channel)) return [];
		channel.rang = true;
		if (ringsAlready(call, channel, this.numberOf)) return [];
		return [callRinging(call, channel, message, this.numberOf)];
	}

	private bridged(message: Message, nowMs: number): CallEvent[] {
		if (!this.tracked.update(message)) return [];
		const channel = this.channel(message.uniqueid);
		const bridge = message.bridgeuniqueid ?? '';
		if (!channel || bridge === '') return [];
		const together = this.bridges.enter(channel, bridge);
		const calls = [...together].map((one) => this.tracked.callWith(one));
		return [...new Set(calls)].flatMap((call) => (call ? this.talking(call, message, nowMs) : []));
	}

	/** Each end that has become part of a conversation. In a conference every end is a call of its own. */
	private talking(call: TrackedCall, message: Message, nowMs: number): CallEvent[] {
		if (call.isMonitoring) return [];
		const active = activeEnds(call);
		const [only] = active;
		const inConference =
			active.length === 1 && only !== undefined && this.bridges.hasOtherCall(only);
		if (active.length < 2 && !inConference) return [];
		const joined = active.filter(({ talked }) => !talked);
		for (const one of active) {
			one.talked = true;
			const extension = this.numberOf(one.device);
			if (extension !== undefined) call.talkers.add(extension);
		}
		call.answeredAtMs ??= nowMs;
		return joined
			.filter((one) => inConference || one !== call.caller)
			.map((one) => {
				const extension = inConference ? undefined : this.numberOf(one.device);
				call.answeredBy = extension ?? call.dialled;
				return callAnswered(call, active, message, this.numberOf);
			});
	}

	private transferred(message: Message): CallEvent[] {
		if (message.result !== 'Success') return [];
		const call = this.callOf(message.transfereeuniqueid);
		if (!call) return [];
		const event = callTransferred(call, message, this.numberOf);
		const transferer = message.transfereruniqueid ?? message.origtransfereruniqueid;
		const transferee = this.channel(message.transfereeuniqueid);
		// Whoever began the call is out of it: the party that was transferred takes that place.
		if (transferee && call.caller?.id === transferer) call.caller = transferee;
		return [event];
	}
}
