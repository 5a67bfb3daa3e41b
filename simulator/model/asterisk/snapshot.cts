import type { Candidate } from '../monitoringConditions.cts';
import type { ExtensionSettings, InternalCall, PhoneState, TrunkCall } from '../pbxState.cts';
import { channelsOf, isTalking, otherEnd, readChannel, type Channel } from './channels.cts';
import type { AsteriskManager, Block } from './manager.cts';
import { isListenedTo } from './monitoringLeg.cts';

export type CallView = InternalCall | TrunkCall;

/** The phones and their channels at one moment. */
export class Snapshot {
	private constructor(
		private readonly states: ReadonlyMap<string, PhoneState>,
		readonly channels: readonly Channel[],
	) {}

	static async read(manager: AsteriskManager): Promise<Snapshot> {
		const [states, channels] = await Promise.all([
			manager.demand('ExtensionStateList'),
			manager.demand('CoreShowChannels'),
		]);
		return new Snapshot(phoneStates(states), channels.flatMap(readChannel));
	}

	stateOf(number: string): PhoneState {
		return this.states.get(number) ?? 'unavailable';
	}

	/** Channels of one phone, the one that is talked on first. */
	channelsOf(number: string): Channel[] {
		return channelsOf(number, this.channels);
	}

	talkingChannel(number: string): Channel | undefined {
		return this.channelsOf(number).find(isTalking);
	}

	/** The calls of an extension as the API shows them. */
	callsOf(number: string, isExtension: (device: string) => boolean): CallView[] {
		if (!isExtension(number)) return [];
		return this.channelsOf(number).flatMap((own) => callView(own, this.channels, isExtension));
	}

	/** What the conditions of monitoring need to know of an extension. */
	candidate(settings: ExtensionSettings | undefined): Candidate | undefined {
		if (!settings) return undefined;
		const { number, allowBeingMonitored, monitorMode } = settings;
		return {
			allowBeingMonitored,
			monitorMode,
			state: this.stateOf(number),
			hasCall: this.talkingChannel(number) !== undefined,
			listenedTo: isListenedTo(number, this.channels),
		};
	}
}

/** Asterisk adds these up; a negative number means that the state is not known. */
const inUse = 1;
const busy = 2;
const unavailable = 4;
const ringing = 8;
const onHold = 16;

function phoneStates(list: readonly Block[]): Map<string, PhoneState> {
	return new Map(
		list.flatMap(({ exten, status }): [string, PhoneState][] =>
			exten === undefined ? [] : [[exten, phoneState(Number(status))]],
		),
	);
}

function phoneState(status: number): PhoneState {
	if (!(status >= 0) || status & unavailable) return 'unavailable';
	if (status & (inUse | busy)) return 'inCall';
	if (status & ringing) return 'ringing';
	return status & onHold ? 'onHold' : 'idle';
}

/** The call of one extension's channel as the API shows it; none while there is no other end. */
function callView(
	own: Channel,
	all: readonly Channel[],
	isExtension: (device: string) => boolean,
): CallView[] {
	const other = otherEnd(own, all);
	if (other === undefined) return [];
	const id = own.callId;
	if (isExtension(other.device)) {
		return [{ id, direction: 'internal', otherExtension: other.device }];
	}
	const common = {
		id,
		trunk: other.device,
		inside: { kind: 'extension', number: own.device },
		progress: isTalking(own) ? 'talking' : 'ringing',
	} as const;
	// A call bears the id of the channel that began it.
	return own.id === id
		? [{ ...common, direction: 'outbound', from: own.device, to: own.otherNumber }]
		: [{ ...common, direction: 'inbound', from: other.number, to: own.device }];
}
