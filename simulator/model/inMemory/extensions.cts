import { isTalking, otherParty, type Call, type Party } from '../calls.cts';
import type { Candidate } from '../monitoringConditions.cts';
import type { ExtensionSetup } from '../office.cts';
import type {
	Extension,
	ExtensionSettings,
	InternalCall,
	Phone,
	PhoneState,
	TrunkCall,
} from '../pbxState.cts';
import type { Switchboard } from './switchboard.cts';

/** The extensions of the PBX: their settings, their phones, what each is doing, and the keys of its phone. */
export class Extensions {
	private readonly setups: ExtensionSetup[];

	constructor(
		setups: readonly ExtensionSetup[],
		private readonly switchboard: Switchboard,
	) {
		this.setups = setups.map(({ settings, phone }) => ({
			settings: { ...settings },
			phone: { ...phone },
		}));
	}

	find(number: string): ExtensionSetup | undefined {
		return this.setups.find(({ settings }) => settings.number === number);
	}

	stateOf({ settings, phone }: ExtensionSetup): PhoneState {
		return phoneState(
			phone,
			this.switchboard.connectionsOf(settings.number).map(({ own }) => own),
		);
	}

	states(): Map<string, PhoneState> {
		return new Map(this.setups.map((setup) => [setup.settings.number, this.stateOf(setup)]));
	}

	/** Every extension as the API shows it. */
	views(): Extension[] {
		return this.setups.map((setup) => this.viewOf(setup));
	}

	/** Why a party's phone cannot be in a call. */
	obstacle({ kind, number }: Party): 'noExtension' | 'unreachable' | undefined {
		if (kind !== 'extension') return undefined;
		const setup = this.find(number);
		if (!setup) return 'noExtension';
		return setup.phone.line === 'registered' ? undefined : 'unreachable';
	}

	configure(
		number: string,
		change: Partial<ExtensionSettings>,
	): 'configured' | 'noExtension' | 'numberTaken' | 'notIdle' {
		const setup = this.find(number);
		if (!setup) return 'noExtension';
		if (change.number !== undefined && change.number !== number) {
			if (this.find(change.number)) return 'numberTaken';
			// Calls know their ends by number.
			if (this.switchboard.connectionsOf(number).length > 0) return 'notIdle';
		}
		Object.assign(setup.settings, change);
		return 'configured';
	}

	/** What the conditions of monitoring need to know of an extension. */
	candidate(setup: ExtensionSetup | undefined): Candidate | undefined {
		if (!setup) return undefined;
		const { number, allowBeingMonitored, monitorMode } = setup.settings;
		return {
			allowBeingMonitored,
			monitorMode,
			state: this.stateOf(setup),
			hasCall: this.switchboard.talkingCallOf(number) !== undefined,
			listenedTo: this.switchboard.legs.some(
				(leg) => leg.monitored === number && leg.mode === 'listen',
			),
		};
	}

	/** Ends what the phone is in now. */
	hangUp(number: string): 'done' | 'noExtension' | 'noCall' {
		if (!this.find(number)) return 'noExtension';
		const [current] = this.switchboard.connectionsOf(number);
		if (!current) return 'noCall';
		current.end();
		return 'done';
	}

	hold(number: string, onOff: 'on' | 'off'): 'done' | 'noExtension' | 'noCall' {
		if (onOff === 'off') return this.resume(number);
		const own = this.currentEnd(number);
		if (typeof own === 'string') return own;
		this.switchboard.hold(own, 'on');
		return 'done';
	}

	mute(number: string, onOff: 'on' | 'off'): 'done' | 'noExtension' | 'noCall' {
		const own = this.currentEnd(number);
		if (typeof own === 'string') return own;
		own.muted = onOff === 'on';
		return 'done';
	}

	private resume(number: string): 'done' | 'noExtension' | 'noCall' {
		const held = this.switchboard.connectionsOf(number).find(({ own }) => own.holding)?.own;
		const own = held ?? this.currentEnd(number);
		if (typeof own === 'string') return own;
		this.switchboard.hold(own, 'off');
		return 'done';
	}

	private currentEnd(number: string): Party | 'noExtension' | 'noCall' {
		if (!this.find(number)) return 'noExtension';
		const own = this.switchboard.connectionsOf(number)[0]?.own;
		return own?.stage === 'up' ? own : 'noCall';
	}

	private viewOf(setup: ExtensionSetup): Extension {
		const { number } = setup.settings;
		const calls = this.switchboard
			.connectionsOf(number)
			// A prompt is no extension that could be named.
			.filter(({ call }) => call?.caller.kind !== 'prompt')
			.flatMap(({ call, own }) => (call ? [trunkView(call) ?? internalView(call, own)] : []));
		const leg = this.switchboard.legs.find(({ supervisor }) => supervisor.number === number);
		return { ...setup.settings, state: this.stateOf(setup), calls, monitors: leg?.monitored };
	}
}

/** A call as the API shows it; absent for a call that is on no trunk. */
export function trunkView(call: Call): TrunkCall | undefined {
	const { id, direction, from, to, trunk } = call;
	if (direction === 'internal' || trunk === undefined) return undefined;
	const { kind, number } = direction === 'inbound' ? call.callee : call.caller;
	const progress = kind === 'queue' ? 'queued' : isTalking(call) ? 'talking' : 'ringing';
	return { id, direction, from, to, trunk, inside: { kind, number }, progress };
}

function internalView(call: Call, own: Party): InternalCall {
	return { id: call.id, direction: 'internal', otherExtension: otherParty(call, own).number };
}

/** What a phone is doing, from its own ends of calls and monitoring legs. */
function phoneState(phone: Phone, ends: Party[]): PhoneState {
	switch (phone.line) {
		case 'unregistered':
			return 'unavailable';
		case 'malfunction':
		case 'noPort':
			return phone.line;
	}
	if (ends.some((end) => end.stage === 'up' && !end.holding)) return 'inCall';
	if (ends.some((end) => end.stage === 'ringing')) return 'ringing';
	if (ends.some((end) => end.holding)) return 'onHold';
	return 'idle';
}
