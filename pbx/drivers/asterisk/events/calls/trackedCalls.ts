import { readChannel } from '../../callState/channels/channels';
import { spyChannelPrefix } from '../../callState/channels/spyChannels';
import type { NumberOf } from '../../callState/phones';
import type { Message } from '../../wire/mxml';
import {
	addChannel,
	newCall,
	noteDialled,
	type TrackedCall,
	type TrackedChannel,
} from './trackedCall';

/** No PBX has so many at a time; what is above it is not followed. */
const maxChannels = 50_000;

/** The channels that the PBX has, and the calls that they belong to. */
export class TrackedCalls {
	private readonly channels = new Map<string, TrackedChannel>();
	private readonly calls = new Map<string, TrackedCall>();

	constructor(private readonly numberOf: NumberOf) {}

	get channelIds(): string[] {
		return [...this.channels.keys()];
	}

	channel(id: string | undefined): TrackedChannel | undefined {
		return this.channels.get(id ?? '');
	}

	/** The call that a channel belongs to. */
	callWith({ callId }: TrackedChannel): TrackedCall | undefined {
		return this.calls.get(callId);
	}

	/** The call that has, or had, a channel of this id. */
	callOf(id: string | undefined): TrackedCall | undefined {
		const channel = this.channel(id);
		if (channel) return this.callWith(channel);
		return [...this.calls.values()].find(({ channelIds }) => channelIds.has(id ?? ''));
	}

	add(row: Message, startedAtMs: number | undefined): TrackedChannel | undefined {
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

	/** Whether the channel is known. Events may repeat what a list showed: a state never goes back. */
	update(row: Message): boolean {
		const channel = this.channel(row.uniqueid);
		if (!channel) return false;
		const seen = readChannel(row);
		if (seen.callId !== '' && seen.callId !== channel.callId) this.move(channel, seen.callId);
		const call = this.callWith(channel);
		if (channel.state !== 'up' && seen.state !== 'other') channel.state = seen.state;
		if (seen.party.number !== '') channel.party = seen.party;
		channel.dialled = seen.dialled;
		if (!call) return true;
		noteDialled(call, channel);
		if (channel.state === 'up') call.wasUp = true;
		return true;
	}

	/** The call that has lost its last channel by it. */
	remove(channel: TrackedChannel): TrackedCall | undefined {
		this.channels.delete(channel.id);
		const call = this.callWith(channel);
		if (!call) return undefined;
		call.channels.delete(channel.id);
		if (call.channels.size > 0) return undefined;
		this.calls.delete(call.id);
		return call;
	}

	private callNamed(id: string, startedAtMs: number | undefined): TrackedCall {
		const call = this.calls.get(id) ?? newCall(id, startedAtMs);
		this.calls.set(id, call);
		return call;
	}

	/** Asterisk joins two calls by giving their channels one id. */
	private move(channel: TrackedChannel, callId: string): void {
		const before = this.callWith(channel);
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
}
