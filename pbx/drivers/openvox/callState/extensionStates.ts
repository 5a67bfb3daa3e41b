import type { ExtensionState } from '../../../model/extension';

const states: ReadonlyMap<string, ExtensionState> = new Map([
	['registered', 'idle'],
	['idle', 'idle'],
	['ringing', 'ringing'],
	['busy', 'inCall'],
	['inuse', 'inCall'],
	['hold', 'onHold'],
	['unavailable', 'unavailable'],
	['unregistered', 'unavailable'],
	['malfunction', 'fault'],
	['fxsnoport', 'fault'],
]);

/** The PBX's word for a state; its replies and its reports do not use the same ones. */
export function extensionState(word: string): ExtensionState {
	return states.get(word.toLowerCase()) ?? 'unknown';
}
