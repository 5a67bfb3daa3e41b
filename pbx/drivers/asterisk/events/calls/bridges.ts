import { isEndpoint } from '../../callState/channels/channels';
import type { TrackedChannel } from './trackedCall';

/** Which channels are joined to a conversation. */
export class Bridges {
	private readonly channels = new Map<string, Set<TrackedChannel>>();

	/** All that are in the bridge with the channel that entered it. */
	enter(channel: TrackedChannel, bridge: string): ReadonlySet<TrackedChannel> {
		this.leave(channel);
		channel.bridge = bridge;
		const together = this.channels.get(bridge) ?? new Set<TrackedChannel>();
		this.channels.set(bridge, together.add(channel));
		return together;
	}

	/** Nothing happens where the channel has gone on to another bridge. */
	leave(channel: TrackedChannel | undefined, bridge = channel?.bridge ?? ''): void {
		if (!channel || bridge === '' || channel.bridge !== bridge) return;
		channel.bridge = '';
		const together = this.channels.get(bridge);
		together?.delete(channel);
		if (together?.size === 0) this.channels.delete(bridge);
	}

	/** Whether a phone or a trunk of another call is in the same bridge, as in a conference. */
	hasOtherCall(channel: TrackedChannel): boolean {
		const others = [...(this.channels.get(channel.bridge) ?? [])];
		return others.some((other) => other.callId !== channel.callId && isEndpoint(other));
	}
}
