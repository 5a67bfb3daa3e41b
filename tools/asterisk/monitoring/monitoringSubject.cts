import type { MonitorMode } from '../../../pbx/model/monitoring';

/**
 * What the bench puts to the proof: whatever can bring a supervisor's phone into a call of the bench's
 * PBX. A driver, a workflow in a real n8n, a telephone system's own API. Extensions are numbers in text;
 * a call that fails throws an error with the reason.
 */
export interface MonitoringSubject {
	readonly name: string;
	/** Returns when the supervisor's phone is (or is about to be) in the call. */
	start(mode: MonitorMode, supervisor: string, monitored: string): Promise<void>;
	/** Other mode in the running monitoring; absent where this cannot be done. */
	readonly changeMode?: (mode: MonitorMode, supervisor: string, monitored: string) => Promise<void>;
	/** Ends the monitoring, not the call; absent where this cannot be done. */
	readonly stop?: (supervisor: string, monitored: string) => Promise<void>;
}
