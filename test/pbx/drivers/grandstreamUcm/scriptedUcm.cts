import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Pbx } from '../../../../pbx/model/pbx';
import { connected, type ConnectOptions } from '../connected.cts';
import { rawPbx } from '../openvox/rawPbx.cts';

const folder = join(__dirname, '..', '..', '..', 'fixtures', 'grandstreamUcm');

/** A fixture's bytes. */
export function printed(name: string): string {
	return readFileSync(join(folder, name), 'utf8');
}

/** The body of a request in the fixtures. */
export function printedBody(name: string): string {
	return printed(`${name}.http`).split('\n\n')[1]?.trim() ?? '';
}

type Fields = Record<string, string>;

/** The whole body of a reply; a function sees the fields of the request. */
type Answer = string | ((fields: Fields) => string);

/** A UCM of bytes that answers each action as the test says. */
export interface ScriptedUcm {
	pbx: Pbx;
	/** The actions that were asked for since the last call, without those of the sign-in. */
	actions(): string[];
	/** The bodies that arrived, byte for byte. */
	bodies(): string[];
	requestLines(): string[];
	/** The fields of the requests for one action. */
	fieldsOf(action: string): Fields[];
	/** How often it was signed in to. */
	signIns(): number;
	url: string;
	close(): Promise<void>;
}

const signInActions = ['challenge', 'login'];

export async function scriptedUcm(
	answers: Record<string, Answer>,
	options: ConnectOptions & { fields?: Fields } = {},
): Promise<ScriptedUcm> {
	const all: Record<string, Answer> = {
		challenge: printed('challenge.json'),
		login: printed('login.json'),
		...answers,
	};
	const server = await rawPbx((_line, request) => {
		const fields = fieldsIn(bodyOf(request));
		const answer = all[fields.action ?? ''] ?? refused(-47);
		return typeof answer === 'string' ? answer : answer(fields);
	});
	const requests = () => server.requests.map((request) => fieldsIn(bodyOf(request)));
	let seen = 0;
	return {
		pbx: connected(credential(server.url, options.fields), options),
		actions() {
			const names = requests().map(({ action = '' }) => action);
			const fresh = names.slice(seen).filter((name) => !signInActions.includes(name));
			seen = names.length;
			return fresh;
		},
		requestLines: () => server.requests.map((request) => request.split('\r\n', 1)[0] ?? ''),
		bodies: () => server.requests.map(bodyOf),
		fieldsOf: (action) => requests().filter((fields) => fields.action === action),
		signIns: () => requests().filter(({ action }) => action === 'login').length,
		url: server.url,
		close: () => server.close(),
	};
}

export function credential(baseUrl: string, fields: Fields = {}) {
	return {
		pbx: 'grandstreamUcm',
		baseUrl,
		username: 'cdrapi',
		password: 'cdrapi123',
		sessionToken: '',
		...fields,
	};
}

export function done(response: object): string {
	return JSON.stringify({ response, status: 0 });
}

export function refused(status: number, response: object = {}): string {
	return JSON.stringify({ response, status });
}

/** A page of channels. */
export function channels(rows: object[]): string {
	return done({ channel: rows, total_item: rows.length, total_page: 1, page: 1 });
}

/** A row of `listBridgedChannels`; the caller's channel is the older one. */
export function bridge(
	[channel1, callerid1]: [channel: string, number: string],
	[channel2, callerid2]: [channel: string, number: string],
	more: Fields = {},
): Fields {
	return {
		channel1,
		channel2,
		callerid1,
		callerid2,
		uniqueid1: '1747307232.1022',
		uniqueid2: '1747307244.1024',
		name1: '',
		name2: '',
		bridge_id: '6043248e',
		inbound_trunk_name: '',
		outbound_trunk_name: '',
		bridge_timestamp: '1747307253',
		...more,
	};
}

/** A row of `listUnBridgedChannels`. */
export function leg(channel: string, state: string, more: Fields = {}): Fields {
	return {
		channel,
		state,
		service: 'normal',
		callername: '',
		callernum: '',
		connectedname: '',
		connectednum: '',
		alloc_time: '2025-05-15 16:40:00',
		uniqueid: '1747307300.1030',
		linkedid: '1747307300.1030',
		...more,
	};
}

/** A row of `listAccount`. */
export function account(extension: string, status: string, more: Fields = {}): Fields {
	return { extension, fullname: '', status, account_type: 'SIP', out_of_service: 'no', ...more };
}

export function accounts(rows: object[]): string {
	return done({ account: rows, total_item: rows.length, total_page: 1, page: 1 });
}

function bodyOf(request: string): string {
	return request.slice(request.indexOf('\r\n\r\n') + 4);
}

function fieldsIn(body: string): Fields {
	const tree = JSON.parse(body) as { request: Fields };
	return tree.request;
}
