import type { CurrentCall } from './currentCall';
import type { Done, Failure } from './failure';
import type { MonitorPermission, MonitoringChange } from './monitoring';

export type ExtensionState =
	| 'idle'
	| 'ringing'
	| 'inCall'
	| 'onHold'
	| 'unavailable'
	| 'fault'
	| 'unknown';

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
	/** Whether others may monitor this extension. */
	allowBeingMonitored?: boolean;
	/** Which monitoring this extension may perform. */
	monitorMode?: MonitorPermission;
	/** Calls that the extension is in. */
	calls?: CurrentCall[];
	/** The extension whose call it monitors. */
	monitors?: string;
}

/** A row of the extension list: what the PBX reports of all extensions in one cheap query. */
export type ExtensionSummary = Pick<Extension, 'number' | 'name' | 'state' | 'rawState' | 'type'>;

/** OpenVox: Query Extension List, Query and Edit Extension Settings; Asterisk: ExtensionStateList, CoreShowChannels. */
export interface Extensions {
	/** Every extension with its state. */
	list(): Promise<ExtensionSummary[] | Failure>;
	/** Everything about the given extensions (all when none is given); unknown numbers are left out. */
	query(numbers?: string[]): Promise<Extension[] | Failure>;
	/** How many numbers one query should name at most; absent where it costs the PBX the same for any. */
	readonly maxQueried?: number;
	/** Changes settings; `notFound` for an unknown extension, `outcomeUnknown` for a lost reply. */
	updateMonitoring?(number: string, change: MonitoringChange): Promise<Done | Failure>;
}
