import type { Calls } from './calls';
import type { Extensions } from './extension';
import type { Failure } from './failure';
import type { Monitoring } from './monitoring';
import type { Queues } from './queue';
import type { Recordings, Records } from './records';
import type { Events } from './events';

// The port: what a PBX can do, in domain words. Two rules hold for all of it:
// - An optional field that is absent means that this PBX does not report it.
// - Every method may also fail as any request does: `unreachable`, `invalidReply`, `forbidden`,
//   `authenticationFailed`, `lockedOut`, `cancelled`, and `invalidInput` for a value that cannot be
//   sent. Its own comment names the other kinds.

/** What the PBX reports of itself; times are ISO 8601 with the offset of the PBX's zone. */
export interface SystemInfo {
	model?: string;
	serialNumber?: string;
	hardwareVersion?: string;
	firmwareVersion?: string;
	/** What its clock shows. */
	time?: string;
	/** When it was started. */
	startTime?: string;
	/** How many extensions there are, and how many there can be. */
	extensions?: number;
	maxExtensions?: number;
}

/** OpenVox: Query PBX information; Asterisk: CoreSettings, CoreStatus. */
export interface System {
	info(): Promise<SystemInfo | Failure>;
}

/** A part that is absent is a function that this PBX does not offer. */
export interface Pbx {
	/** What this kind of PBX is called. */
	readonly family?: string;
	readonly monitoring?: Monitoring;
	readonly extensions?: Extensions;
	readonly calls?: Calls;
	readonly queues?: Queues;
	readonly system?: System;
	readonly records?: Records;
	readonly recordings?: Recordings;
	readonly events?: Events;
}
