import type { Clock } from '../../clock.cts';
import type { PbxModel } from '../../model/pbxModel.cts';
import type { Device } from './device.cts';
import type { Archive } from './records/archive.cts';
import type { Sessions } from './sessions/sessions.cts';
import type { Switches } from './switches.cts';
import type { Timeline } from './timeline.cts';
import type { Answer } from './wire/answer.cts';
import type { Fields } from './wire/readRequest.cts';

/** What the actions work on. */
export interface UcmPbx {
	model: PbxModel;
	sessions: Sessions;
	switches: Switches;
	clock: Clock;
	device: Device;
	/** Of channels and conversations. */
	timeline: Timeline;
	archive: Archive;
}

/** One request of a client that may make it. */
export interface ApiCall {
	fields: Fields;
	clientAddress: string;
}

export interface Action {
	/** Names of the fields that must not be blank. */
	required: readonly string[];
	answer(call: ApiCall, pbx: UcmPbx): Promise<Answer>;
}

export type Actions = Readonly<Record<string, Action>>;

export function field(call: ApiCall, name: string): string {
	return call.fields.get(name) ?? '';
}
