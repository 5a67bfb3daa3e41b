import type { Done } from './pbx';
import type { Failure } from './failure';
import type { MonitorPermission, MonitoringChange } from './monitoring';

export type ExtensionState =
	| 'idle'
	| 'ringing'
	| 'inCall'
	| 'onHold'
	| 'unavailable'
	| 'fault'
	| 'unknown';

/** The call an extension is in, as far as the PBX tells. */
export interface CurrentCall {
	direction: 'internal' | 'inbound' | 'outbound';
	/** The number at the other end, as far as the PBX tells. */
	otherParty?: string;
	/** The PBX's id of the call; internal calls have none on some PBXs. */
	id?: string;
	trunk?: string;
}

export interface Extension {
	/** Digits, as the PBX writes them: leading zeros count. */
	number: string;
	/** Display name; empty when the PBX has none. */
	name: string;
	state: ExtensionState;
	/** The PBX's own word for the state. */
	rawState: string;
	/** Kind of line in the PBX's own word, such as `pjsip` or `FXS`. */
	type?: string;
	/** Whether others may monitor this extension; absent where the PBX has no such setting. */
	allowBeingMonitored?: boolean;
	/** Which monitoring this extension may perform; absent where the PBX has no such setting. */
	monitorMode?: MonitorPermission;
	/** Calls the extension is in, absent where the answer does not tell. */
	calls?: CurrentCall[];
	/** The extension whose call it monitors, where the PBX tells. */
	monitors?: string;
}

/** A row of the extension list: what the PBX tells about all extensions in one cheap query. */
export type ExtensionSummary = Pick<Extension, 'number' | 'name' | 'state' | 'rawState' | 'type'>;

export interface Extensions {
	/** Every extension with its state. */
	list(): Promise<ExtensionSummary[] | Failure>;
	/** Full picture of the given extensions (all when none is given); unknown numbers are left out. */
	query(numbers?: string[]): Promise<Extension[] | Failure>;
	/** Absent where the PBX has no such settings. */
	updateMonitoring?(number: string, change: MonitoringChange): Promise<Done | Failure>;
}
