import type { Failure } from '../../failure';
import type { PbxRequest } from '../../send';
import { unsendableValue } from '../../sendable';
import type { Settings } from './settings';

/** A class of rights on the `write` line of a manager user. */
export type Right = 'call' | 'originate' | 'reporting';

/** An action of the Asterisk Manager Interface, and the right that it needs. */
export interface Action {
	name: string;
	right?: Right;
}

export const actions = {
	login: { name: 'Login' },
	logoff: { name: 'Logoff' },
	ping: { name: 'Ping' },
	showChannels: { name: 'CoreShowChannels', right: 'reporting' },
	extensionStates: { name: 'ExtensionStateList', right: 'reporting' },
	deviceStates: { name: 'DeviceStateList', right: 'reporting' },
	showDialplan: { name: 'ShowDialPlan', right: 'reporting' },
	getVariable: { name: 'Getvar', right: 'reporting' },
	setVariable: { name: 'Setvar', right: 'call' },
	originate: { name: 'Originate', right: 'originate' },
	playDigit: { name: 'PlayDTMF', right: 'call' },
	hangUp: { name: 'Hangup', right: 'call' },
	blindTransfer: { name: 'BlindTransfer', right: 'call' },
} as const satisfies Record<string, Action>;

/** Fields of an action; a name may come more than once. */
export type Fields = ReadonlyArray<readonly [name: string, value: string]>;

/** A form: with POST, Asterisk reads the body and ignores the query. */
export function request(
	action: Action,
	fields: Fields,
	{ path }: Pick<Settings, 'path'>,
): PbxRequest | Failure {
	const unsendable = unsendableValue(fields);
	if (unsendable) return unsendable;
	const form = [['Action', action.name] as const, ...fields];
	return {
		path,
		query: [],
		headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
		body: form.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&'),
	};
}
