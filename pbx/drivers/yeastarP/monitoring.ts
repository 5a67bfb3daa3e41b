import { Failure } from '../../model/failure';
import { doesNotMonitor } from '../../model/failures/monitoring';
import type { Monitoring, MonitorMode } from '../../model/monitoring';
import { findOwnMember, ownMembers, queryCalls } from './callState/ownMember';
import { currentCall } from './callState/parties';
import type { Ask } from './wire/client';
import { endpoints } from './wire/endpoints';

const types: Readonly<Record<MonitorMode, string>> = {
	listen: 'listen',
	whisper: 'whisper',
	bargeIn: 'barge',
};

/** Listen, Whisper and Barge-in (guide: Monitor a Call): the API takes a channel, which is looked up. */
export function monitoring(ask: Ask): Monitoring {
	return {
		// No answer names who monitors whom.
		shows: 'busyPhone',

		async start({ mode, supervisor, monitored }) {
			const target = await findOwnMember(ask, monitored, ['talking', 'held']);
			if (target instanceof Failure) return target;
			const answer = await ask(
				endpoints.listen,
				{ monitor: supervisor, channel_id: target.own.channelId, type: types[mode] },
				{ extension: supervisor, monitored, mode },
			);
			if (answer instanceof Failure) return answer;
			// The PBX reports no more than that it began to call the supervisor.
			return { result: 'accepted', call: currentCall(target.call, target.own) };
		},

		async stop({ supervisor, monitored }) {
			const calls = await queryCalls(ask, supervisor);
			if (calls instanceof Failure) return calls;
			// The supervisor shows alone, or as a third party of the monitored call; any other call is another.
			const found = ownMembers(calls, supervisor).find(
				({ own, call: { members } }) =>
					members.every((member) => member === own) ||
					(monitored !== undefined &&
						members.length > 2 &&
						members.some(({ number }) => number === monitored)),
			);
			if (found === undefined || found.own.channelId === '') {
				return doesNotMonitor(supervisor, monitored);
			}
			const fields = { channel_id: found.own.channelId };
			const answer = await ask(endpoints.hangUp, fields, { extension: supervisor });
			return answer instanceof Failure ? answer : 'done';
		},
	};
}
