import type { Calls } from './calls';
import type { Extensions } from './extension';
import type { Failure } from './failure';
import type { Monitoring } from './monitoring';
import type { Queues } from './queue';
import type { Recordings, Records } from './records';
import type { Events } from './events';

/** The PBX did what it was told to. */
export type Done = 'done';

/** What the PBX tells about itself; times are ISO 8601 with the offset of the PBX's zone. */
export interface SystemInfo {
	model?: string;
	serialNumber?: string;
	hardwareVersion?: string;
	firmwareVersion?: string;
	/** What its clock shows. */
	time?: string;
	/** When it was switched on. */
	startTime?: string;
	/** How many extensions there are, and how many there can be. */
	extensions?: number;
	maxExtensions?: number;
}

export interface System {
	info(): Promise<SystemInfo | Failure>;
}

/** What a PBX can do. A part that is absent is a function the PBX does not offer. */
export interface Pbx {
	readonly monitoring?: Monitoring;
	readonly extensions?: Extensions;
	readonly calls?: Calls;
	readonly queues?: Queues;
	readonly system?: System;
	readonly records?: Records;
	readonly recordings?: Recordings;
	readonly events?: Events;
}
