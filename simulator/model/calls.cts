import type { MonitorMode } from '../../pbx/model/monitoring';

/** One end of a call. */
export interface Party {
	/** `PJSIP/106-00000007`; of a party over a trunk with the trunk's name. */
	channel: string;
	number: string;
	/** `prompt`: audio files in place of a person. */
	kind: 'extension' | 'outside' | 'queue' | 'prompt';
	/** `later`: its phone rings only when the other party has picked up. */
	stage: 'later' | 'ringing' | 'up';
	holding: boolean;
	muted: boolean;
}

export interface Call {
	id: string;
	direction: 'internal' | 'inbound' | 'outbound';
	from: string;
	to: string;
	trunk?: string;
	caller: Party;
	callee: Party;
}

/** A call that is started at a phone or outside of the PBX, not through the API. */
export interface NewCall {
	direction: Call['direction'];
	from: string;
	to: string;
	trunk?: string;
	/** Instead of the next free id. */
	id?: string;
	/** `ringing`: not answered yet. */
	answered?: 'answered' | 'ringing';
}

/** The supervisor's own connection: it hangs on one extension's side of one call. */
export interface MonitoringLeg {
	/** A call id of its own. */
	id: string;
	mode: MonitorMode;
	monitored: string;
	callId: string;
	/** The supervisor's end. */
	supervisor: Party;
}

export function partiesOf(call: Call): [Party, Party] {
	return [call.caller, call.callee];
}

export function partyOf(call: Call, number: string): Party | undefined {
	return partiesOf(call).find((each) => each.number === number && each.kind === 'extension');
}

export function otherParty(call: Call, one: Party): Party {
	return call.caller === one ? call.callee : call.caller;
}

export function isTalking(call: Call): boolean {
	return partiesOf(call).every((each) => each.stage === 'up' && each.kind !== 'queue');
}

export function isOnHold(call: Call): boolean {
	return partiesOf(call).some((each) => each.holding);
}
