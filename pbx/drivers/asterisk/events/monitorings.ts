import type { MonitoringChange } from '../../../model/event';
import type { MonitorMode } from '../../../model/monitoring';
import { deviceOf } from '../callState/channels/channels';
import { beepChannel } from '../callState/dialplan';
import type { NumberOf } from '../callState/phones';
import { spyChannelPrefix } from '../callState/channels/spyChannels';
import type { Message } from '../wire/mxml';
import { reportOf } from './reportFields';
import type { TrackedChannel } from './calls/trackedCall';

interface Running {
	/** The name of the channel that is monitored. */
	spyee: string;
	about: Omit<MonitoringChange, 'event' | 'report'>;
}

/** The supervisors who listen now, whoever ordered it. */
export class Monitorings {
	/** By the id of the supervisor's channel. */
	private readonly running = new Map<string, Running>();

	get channelIds(): string[] {
		return [...this.running.keys()];
	}

	/** ChanSpyStart, or what the list of channels shows of a monitoring that began unseen. */
	started(
		message: Message,
		spyer: TrackedChannel | undefined,
		mode: MonitorMode | undefined,
		numberOf: NumberOf,
	): MonitoringChange[] {
		const { spyeruniqueid = '', spyeechannel = '', spyeelinkedid } = message;
		// The beep to the agent is a ChanSpy as well, but nobody listens.
		if (deviceOf(message.spyerchannel ?? '') === beepChannel) return [];
		// ChanSpy on an extension, as a code on the phone gives it, goes from channel to channel.
		if (this.running.get(spyeruniqueid)?.spyee === spyeechannel) return [];
		const supervisor = numberOn(message.spyerchannel, message.spyercalleridnum, numberOf);
		const monitored = numberOn(spyeechannel, message.spyeecalleridnum, numberOf);
		const about = {
			callId: spyeelinkedid || undefined,
			supervisor,
			monitored,
			mode,
			orderedBy: orderedBy(spyeruniqueid, spyer),
			extensions: [message.spyerchannel ?? '', spyeechannel]
				.map((name) => numberOf(deviceOf(name)))
				.filter((number) => number !== undefined),
		};
		this.running.set(spyeruniqueid, { spyee: spyeechannel, about });
		return [{ event: 'monitoringStarted', ...about, report: reportOf(message) }];
	}

	/** ChanSpyStop, or a supervisor's channel that is gone. */
	ended(id: string | undefined, message: Message): MonitoringChange[] {
		const running = this.running.get(id ?? '');
		if (!running) return [];
		this.running.delete(id ?? '');
		return [{ event: 'monitoringEnded', ...running.about, report: reportOf(message) }];
	}
}

/** A phone's extension; the number that a Local channel dials; else the caller's number. */
function numberOn(channel = '', callerNumber = '', numberOf: NumberOf): string | undefined {
	const extension = numberOf(deviceOf(channel)) ?? /^Local\/(\+?[\d*#]+)@/.exec(channel)?.[1];
	return extension ?? (callerNumber || undefined);
}

function orderedBy(id: string, spyer: TrackedChannel | undefined): MonitoringChange['orderedBy'] {
	if (id.startsWith(spyChannelPrefix)) return 'n8n';
	if (spyer?.isCalling === undefined) return undefined;
	return spyer.isCalling ? 'supervisor' : 'otherProgram';
}
