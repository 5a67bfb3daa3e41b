import type { MonitorMode } from '../../pbx/model/monitoring';
import type { Party } from '../model/calls.cts';
import type { PhoneState } from '../model/pbxState.cts';

/** What somebody does at one phone. */
export type PhoneAct =
	| 'pick-up'
	| 'decline'
	| 'hold'
	| 'unhold'
	| 'mute'
	| 'unmute'
	| 'hang-up'
	| 'unplug'
	| 'plug-in';

/** What somebody did then. */
export const doneWords: Record<PhoneAct, string> = {
	'pick-up': 'picked up',
	decline: 'rejected the call',
	hold: 'put the call on hold',
	unhold: 'resumed the call',
	mute: 'muted',
	unmute: 'unmuted',
	'hang-up': 'hung up',
	unplug: 'unplugged',
	'plug-in': 'plugged in',
};

export interface PhoneView {
	number: string;
	/** Empty for a phone outside of the PBX. */
	name: string;
	kind: 'extension' | 'outside';
	state: PhoneState;
	muted: boolean;
	/** What it may do, and what may be done to it: `may be monitored`. */
	rights: string[];
	/** What its buttons offer now. */
	acts: PhoneAct[];
	/** Whether a call can be started at it. */
	canCall: boolean;
}

export type Role = 'agent' | 'customer' | 'caller' | 'callee' | 'queue' | 'prompt' | 'supervisor';

/** One end of a call, or a supervisor on it. */
export interface PersonView extends Pick<Party, 'number' | 'stage' | 'holding' | 'muted'> {
	name: string;
	role: Role;
	/** Of a supervisor only. */
	monitors?: { mode: MonitorMode; extension: string };
}

/** `from`'s voice reaches `to`. Both are numbers of people of the call. */
export interface Voice {
	from: string;
	to: string;
}

export interface CallView {
	id: string;
	direction: 'internal' | 'inbound' | 'outbound';
	state: 'ringing' | 'talking' | 'onHold' | 'waiting';
	/** The agent's side first. */
	parties: [PersonView, PersonView];
	supervisors: PersonView[];
	voices: Voice[];
	/** Who hears whom, in words. */
	sentences: string[];
}

/** One request to the PBX's API, without any secret. */
export interface ApiCallView {
	/** Grows from one request to the next. */
	id: number;
	/** ISO time. */
	at: string;
	request: string;
	fields: string;
	/** Its first characters only; empty where there was none. */
	token: string;
	outcome: string;
	failed: boolean;
}

/** One report that the PBX pushed. */
export interface PushedEventView {
	/** Grows from one event to the next. */
	id: number;
	name: string;
	detail: string;
	/** What the receiver answered. */
	outcome: string;
	failed: boolean;
}

/** A button that does several things at once. */
export interface Scenario {
	id: string;
	label: string;
	hint: string;
}

/** Everything that the page shows. */
export interface SwitchboardState {
	/** Such as `OpenVox UC, simulated`. */
	pbx: string;
	phones: PhoneView[];
	calls: CallView[];
	/** The oldest first. */
	apiCalls: ApiCallView[];
	/** The oldest first. */
	events: PushedEventView[];
	/** Why there may be no events. */
	aboutEvents: string;
	/** Whom a customer may call, and who a call can come from. */
	numbers: { from: string[]; to: string[] };
	scenarios: Scenario[];
}

/** What became of a button, in a sentence for the person who pressed it. */
export interface ActResult {
	done: boolean;
	message: string;
}

/** A PBX with its phones, simulated or real, as the page needs it. */
export interface Switchboard {
	state(): Promise<SwitchboardState>;
	act(number: string, act: PhoneAct): Promise<ActResult>;
	call(from: string, to: string): Promise<ActResult>;
	run(scenario: string): Promise<ActResult>;
}

/** A scenario and what it does. */
export interface RunnableScenario extends Scenario {
	run(): Promise<ActResult>;
}

export async function runScenario(
	scenarios: readonly RunnableScenario[],
	id: string,
): Promise<ActResult> {
	const scenario = scenarios.find((each) => each.id === id);
	if (!scenario) return { done: false, message: `There is no scenario "${id}".` };
	return scenario.run();
}
