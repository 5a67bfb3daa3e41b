import type { Clock } from '../../clock.cts';
import type { PbxModel } from '../../model/pbxModel.cts';
import type { Sessions } from '../../sessions/sessions.cts';
import type { Archive } from './archive.cts';
import type { Device } from './device.cts';
import type { Fields, Format } from './http/readBody.cts';
import type { Answer } from './http/replyValue.cts';
import type { Reporting } from './reports/reporting.cts';
import type { Switches } from './switches.cts';

/** What the endpoints work on. */
export interface OpenVoxPbx {
	model: PbxModel;
	sessions: Sessions;
	switches: Switches;
	clock: Clock;
	device: Device;
	reporting: Reporting;
	archive: Archive;
}

/** One request of a client that may make it. */
export interface ApiCall {
	fields: Fields;
	format: Format;
	token: string;
	clientAddress: string;
}

export interface Endpoint {
	/** Names of the fields that must not be blank. */
	required: readonly string[];
	answer(call: ApiCall, pbx: OpenVoxPbx): Promise<Answer>;
}

export type Endpoints = Readonly<Record<string, Endpoint>>;

export function field(call: ApiCall, name: string): string {
	return call.fields.get(name) ?? '';
}

/** `1000,1001` */
export function splitList(value: string): string[] {
	return value
		.split(',')
		.map((each) => each.trim())
		.filter((each) => each !== '');
}
