import type { CallEvent } from '../../../model/event';
import { isEndpoint, readChannel } from '../callState/channels';
import type { NumberOf } from '../callState/phones';
import { spyChannelPrefix } from '../callState/spyChannels';
import type { Message } from '../wire/mxml';
import { Bridges } from './bridges';
import { callAnswered, callEnded, callRinging, callTransferred } from './callEvents';
import {
	activeEnds,
	addChannel,
	newCall,
	noteDialled,
	ringsAlready,
	type TrackedCall,
	type TrackedChannel,
} from './trackedCall';

/** No PBX has so many at a time; what is above it is not followed. */
const maxChannels = 50_000;

/** Follows the channels of the PBX by its events, and says what they mean for the calls. */
export class CallTracker {
	/** Which extension a device is. */
	numberOf: NumberOf = () => undefined;
	private readonly channels = new Map<string, TrackedChannel>();
	private readonly calls = new Map<string, TrackedCall>();
	private readonly bridges = new Bridges();

	/** Gets every call that is over. */
	constructor(private readonly onEnd: (call: TrackedCall, last: Message, nowMs: number) => void) {}

	get channelIds(): string[] {
		return [...this.channels.keys()];
	}

	channel(id: string | undefined): TrackedChannel | undefined {
		return this.channels.get(id ?? '');
	}

	/** The call that has, or had, a channel of this id. */
	callOf(id: string | undefined): TrackedCall | undefined {
		const channel = this.channel(id);
		if (channel) return this.calls.get(channel.callId);
		return [...this.calls.values()].find(({ channelIds }) => channelIds.has(id ?? ''));
	}

	/** The calls that an event brings about. */
	read(message: Message, nowMs: number): CallEvent[] {
		switch (message.event) {
			case 'Newchannel':
				this.add(message, nowMs);
				return [];
			case 'Newstate':
				return this.update(message) ? this.ringing(message) : [];
			case 'NewConnectedLine':
			case 'NewCallerid':
				this.update(message);
				return [];
			case 'DialBegin':
			case 'DialEnd':
				this.dialled(message);
				return [];
			case 'BridgeEnter':
				return this.bridged(message, nowMs);
			case 'BridgeLeave':
				this.update(message);
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
		const channel = known ?? this.add(row, undefined);
		if (!channel) return [];
		this.update(row);
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
		this.update(message);
		const channel = this.channel(message.uniqueid);
		if (!channel) return [];
		this.bridges.leave(channel);
		this.channels.delete(channel.id);
		const call = this.calls.get(channel.callId);
		if (!call) return [];
		call.channels.delete(channel.id);
		if (call.channels.size > 0) return [];
		this.calls.delete(call.id);
		if (call.isMonitoring || call.caller === undefined) return [];
		this.onEnd(call, message, nowMs);
		return [callEnded(call, message, this.numberOf)];
	}

	private add(row: Message, startedAtMs: number | undefined): TrackedChannel | undefined {
		const channel: TrackedChannel = { ...readChannel(row), bridge: '', rang: false, talked: false };
		if (channel.id === '' || this.channels.has(channel.id)) return undefined;
		if (this.channels.size >= maxChannels) return undefined;
		if (startedAtMs !== undefined) channel.isCalling = row.channelstatedesc === 'Ring';
		this.channels.set(channel.id, channel);
		const call = this.callNamed(channel.callId, startedAtMs);
		addChannel(call, channel, this.numberOf);
		if (channel.id.startsWith(spyChannelPrefix)) call.isMonitoring = true;
		if (channel.state === 'up') call.wasUp = true;
		return channel;
	}

	private callNamed(id: string, startedAtMs: number | undefined): TrackedCall {
		const call = this.calls.get(id) ?? newCall(id, startedAtMs);
		this.calls.set(id, call);
		return call;
	}

	/** Whether the channel is known. Events may repeat what a list showed: a state never goes back. */
	private update(row: Message): boolean {
		const channel = this.channel(row.uniqueid);
		if (!channel) return false;
		const seen = readChannel(row);
		if (seen.callId !== '' && seen.callId !== channel.callId) this.move(channel, seen.callId);
		const call = this.calls.get(channel.callId);
		if (channel.state !== 'up' && seen.state !== 'other') channel.state = seen.state;
		if (seen.party.number !== '') channel.party = seen.party;
		channel.dialled = seen.dialled;
		if (!call) return true;
		noteDialled(call, channel);
		if (channel.state === 'up') call.wasUp = true;
		return true;
	}

	/** Asterisk joins two calls by giving their channels one id. */
	private move(channel: TrackedChannel, callId: string): void {
		const before = this.calls.get(channel.callId);
		// A supervisor who takes a call over becomes part of it.
		const joinsCall = this.calls.has(callId);
		const call = this.callNamed(callId, before?.startedAtMs);
		before?.channels.delete(channel.id);
		addChannel(call, channel, this.numberOf);
		if (!before) return;
		if (before.channels.size > 0) return;
		this.calls.delete(before.id);
		for (const id of before.channelIds) call.channelIds.add(id);
		for (const talker of before.talkers) call.talkers.add(talker);
		call.cdrs.push(...before.cdrs);
		call.answeredAtMs ??= before.answeredAtMs;
		if (!joinsCall) call.isMonitoring ||= before.isMonitoring;
	}

	private dialled(message: Message): void {
		this.update(message);
		// Without `channel`, a program lets the PBX call the first party.
		const call = this.callOf(message.destuniqueid);
		if (!call) return;
		if (message.channel !== undefined) call.hasDialled = true;
		const { dialstatus } = message;
		if (dialstatus && dialstatus !== 'ANSWER') call.dialStatus = dialstatus;
	}

	private ringing(message: Message): CallEvent[] {
		const channel = this.channel(message.uniqueid);
		const call = channel && this.calls.get(channel.callId);
		if (!call || call.isMonitoring || message.channelstatedesc !== 'Ringing') return [];
		// A program has the PBX call the caller first, whose phone rings for that.
		if (channel.rang || channel === call.caller || !isEndpoint(channel)) return [];
		channel.rang = true;
		if (ringsAlready(call, channel, this.numberOf)) return [];
		return [callRinging(call, channel, message, this.numberOf)];
	}

	private bridged(message: Message, nowMs: number): CallEvent[] {
		if (!this.update(message)) return [];
		const channel = this.channel(message.uniqueid);
		const bridge = message.bridgeuniqueid ?? '';
		if (!channel || bridge === '') return [];
		const together = this.bridges.enter(channel, bridge);
		const calls = [...together].map(({ callId }) => this.calls.get(callId));
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
