import type { AgentState } from '../model/queue';

/** Asterisk's numbers for what a device is doing; the PBXs that are built on it send the same. */
export const agentStates: ReadonlyMap<string, AgentState> = new Map([
	['0', 'unknown'],
	['1', 'idle'],
	['2', 'inCall'],
	['3', 'busy'],
	['4', 'invalid'],
	['5', 'unavailable'],
	['6', 'ringing'],
	['7', 'ringingInCall'],
	['8', 'onHold'],
]);
