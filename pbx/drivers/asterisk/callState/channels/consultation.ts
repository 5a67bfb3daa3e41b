import type { Channel } from './channels';

/**
 * How far the attended transfer of an extension is: Asterisk joins it with its own end (`;1`) of a Local
 * channel to the target, while what it talked to before waits alone in another bridge. Undefined: there
 * is none. A queue joins callers with such channels too, but nobody waits then.
 */
export function consultationOf(own: Channel, all: Channel[]): 'ringing' | 'answered' | undefined {
	const target = all.find(
		({ name, bridge }) => /^Local\/.*;1$/.test(name) && bridge !== '' && bridge === own.bridge,
	);
	const isWaiting = ({ name, callId, bridge }: Channel) =>
		name !== own.name &&
		callId === own.callId &&
		bridge !== '' &&
		all.every((one) => one.name === name || one.bridge !== bridge);
	if (target === undefined || !all.some(isWaiting)) return undefined;
	return target.state === 'up' ? 'answered' : 'ringing';
}
