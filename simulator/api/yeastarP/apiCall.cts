import type { Clock } from '../../clock.cts';
import type { PbxModel } from '../../model/pbxModel.cts';
import type { Archive } from './archive.cts';
import type { Device } from './device.cts';
import type { Answer } from './http/answer.cts';
import type { TokenPairs } from './sessions/tokenPairs.cts';
import type { Switches } from './switches.cts';
import type { Webhooks } from './webhooks/webhooks.cts';

/** What the endpoints work on. */
export interface YeastarPPbx {
	model: PbxModel;
	/** Numbers of the queues; the API knows them by their place in this list, from 1. */
	queues: readonly string[];
	sessions: TokenPairs;
	switches: Switches;
	clock: Clock;
	device: Device;
	archive: Archive;
	webhooks: Webhooks;
	/** Calls that `call/query` does not show before this moment, in milliseconds since 1970. */
	hiddenUntil: Map<string, number>;
	/** Calls whose recording is paused. */
	pausedRecordings: Set<string>;
}

/** One request of a client that may make it. */
export interface ApiCall {
	fields: ReadonlyMap<string, string>;
	/** Fields whose value is an array. */
	lists: ReadonlyMap<string, readonly string[]>;
	token: string;
	clientAddress: string;
	/** Scheme, host and port that the client asked. */
	origin: string;
}

export interface Endpoint {
	method: 'GET' | 'POST';
	/** Names of the fields that must not be missing. */
	required: readonly string[];
	/** Whether it needs no token. */
	open?: true;
	answer(call: ApiCall, pbx: YeastarPPbx): Promise<Answer>;
}

export type Endpoints = Readonly<Record<string, Endpoint>>;

export function field(call: ApiCall, name: string): string {
	return call.fields.get(name) ?? '';
}

export interface Page {
	page: number;
	size: number;
}

/** `page` and `page_size`, or `undefined` for what is no number from 1 on. */
export function pageOf(call: ApiCall, largest: number): Page | undefined {
	const page = Number(call.fields.get('page') ?? 1);
	const size = Number(call.fields.get('page_size') ?? largest);
	const isCount = (value: number) => Number.isInteger(value) && value >= 1;
	return isCount(page) && isCount(size) && size <= largest ? { page, size } : undefined;
}

export function cutPage<Row>(rows: readonly Row[], { page, size }: Page): Row[] {
	return rows.slice((page - 1) * size, page * size);
}
