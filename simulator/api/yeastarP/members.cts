import type { PbxModel } from '../../model/pbxModel.cts';
import type { CallEnd, LiveCall, LiveMonitoring } from '../../model/pbxState.cts';
import type { ReplyFields, ReplyValue } from './http/answer.cts';
import type { Switches } from './switches.cts';

/** `PJSIP/106-0000008a`, `PJSIP/trunk-my-trunk-endpoint-0000008b`. */
export function channelId({ channel, kind }: Pick<CallEnd, 'channel' | 'kind'>): string {
	if (kind !== 'outside') return channel;
	return channel.replace(/^PJSIP\/(.+)-([0-9a-f]+)$/, 'PJSIP/trunk-$1-endpoint-$2');
}

/** The number of an extension as one of the forms in which it was seen. */
export function memberNumber(
	{ number, channel }: Pick<CallEnd, 'number' | 'channel'>,
	switches: Switches,
): ReplyValue {
	switch (switches.memberNumber) {
		case 'text':
			return number;
		case 'number':
			return /^[1-9]\d*$/.test(number) ? Number(number) : number;
		case 'channel':
			return channel.replace(/-[0-9a-f]+$/, '');
		case 'address':
			return `${number}@pbx.example`;
	}
}

type Role = 'caller' | 'callee';

/** Both words mean that the parties talk: which of them depends on who called. */
function statusOf({ state }: CallEnd, role: Role): string {
	switch (state) {
		case 'calling':
			return 'ALERT';
		case 'ringing':
			return 'RING';
		case 'talking':
			return role === 'caller' ? 'ANSWERED' : 'ANSWER';
		case 'onHold':
			return 'HOLD';
	}
}

/** What a member is of; `status` instead of the end's own. */
interface Described {
	call: Pick<LiveCall, 'direction' | 'from' | 'to' | 'trunk'>;
	role: Role;
	path: string;
	status?: string;
}

/** One member of a call, as `call/query` and the events show it; none for what has no phone. */
export function memberOf(
	end: CallEnd | undefined,
	described: Described,
	switches: Switches,
): ReplyFields[] {
	if (!end || end.kind === 'prompt') return [];
	const { call, role, path, status = statusOf(end, role) } = described;
	const { from, to, trunk = '', direction } = call;
	const state = { channel_id: channelId(end), member_status: status, call_path: path };
	if (end.kind === 'outside') {
		const key = direction === 'outbound' ? 'outbound' : 'inbound';
		return [{ [key]: { from, to, trunk_name: trunk, ...state } }];
	}
	if (switches.extensionMember === 'absent') return [];
	if (direction === 'internal' && switches.internalMember === 'internal') {
		return [{ internal: { from, to, ...state } }];
	}
	return [{ extension: { number: memberNumber(end, switches), ...state } }];
}

/** A supervisor's own connection. */
export function supervisorMember(
	{ supervisor, monitored }: LiveMonitoring,
	switches: Switches,
): ReplyFields[] {
	const call = { direction: 'internal', from: monitored, to: supervisor.number } as const;
	return memberOf(supervisor, { call, role: 'callee', path: '' }, switches);
}

/** The number of the queue that a call has passed, or waits in; otherwise empty. */
export async function callPath({ to, waitsIn }: LiveCall, model: PbxModel): Promise<string> {
	if (waitsIn !== undefined) return waitsIn;
	return (await model.queue(to)) === 'noQueue' ? '' : to;
}
