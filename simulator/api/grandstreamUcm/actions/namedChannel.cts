import type { CallEnd, LiveCall, LiveCalls } from '../../../model/pbxState.cts';
import { field, type ApiCall } from '../apiCall.cts';
import { localName } from './unbridgedChannels.cts';

/** A channel of the lists. */
export interface NamedEnd {
	end: CallEnd;
	/** Absent for a supervisor's. */
	call?: LiveCall;
}

/** The web page writes `Channel` where it hangs up, programs write `channel`. */
export function namedChannel(call: ApiCall): string {
	return field(call, 'channel') || field(call, 'Channel');
}

export function endOf(channel: string, { calls, monitoring }: LiveCalls): NamedEnd | undefined {
	for (const call of calls) {
		const end = [call.caller, call.callee].find((each) => each?.channel === channel);
		if (end) return { end, call };
	}
	const leg = monitoring.find(
		({ supervisor }) => supervisor.channel === channel || localName(supervisor) === channel,
	);
	return leg && { end: leg.supervisor };
}
