import { Failure } from '../../../../pbx/failure';
import { notOffered } from '../../../../pbx/notOffered';
import type { Operation } from '../operation';
import { extensionField, extensionNumber, options } from '../parameters';

type Command = 'hangUp' | 'hold' | 'mute' | 'resume' | 'unmute';

const extension = extensionField(
	'extension',
	'Extension',
	'The extension in the call. With several calls the PBX takes its current one.',
	'searchExtensions',
);

/** An order to the call of one extension. `offer`: what a PBX without it does not offer. */
export function command(name: Command, offer: string): Operation {
	return {
		properties: [extension, options],
		async execute({ calls }, item) {
			const act = calls?.[name];
			if (!act) return notOffered(offer);
			const number = extensionNumber(item, extension);
			if (number instanceof Failure) return number;
			const result = await act(number);
			return result instanceof Failure ? result : [{ extension: number, result }];
		},
	};
}
