import type { PbxModel } from '../../model/pbxModel.cts';
import type { CallEnd, LiveCall, LiveMonitoring } from '../../model/pbxState.cts';
import { channelId } from './members.cts';

/** What a channel id of a client stands for. */
export type Found =
	| { is: 'end'; end: CallEnd; other?: CallEnd; call: LiveCall }
	| { is: 'supervisor'; end: CallEnd; monitoring: LiveMonitoring };

export async function findChannel(model: PbxModel, id: string): Promise<Found | undefined> {
	const { calls, monitoring } = await model.liveCalls();
	for (const call of calls) {
		const { caller, callee } = call;
		if (caller && channelId(caller) === id) return { is: 'end', end: caller, other: callee, call };
		if (callee && channelId(callee) === id) return { is: 'end', end: callee, other: caller, call };
	}
	const leg = monitoring.find(({ supervisor }) => channelId(supervisor) === id);
	return leg && { is: 'supervisor', end: leg.supervisor, monitoring: leg };
}

export function callIdOf(found: Found): string {
	return found.is === 'end' ? found.call.id : found.monitoring.id;
}
