import { Failure } from '../../../../pbx/model/failure';
import { unsupported } from '../../../../pbx/model/failures';
import type { Operation } from '../operation';
import { extensionField, extensionNumber, options } from '../fields/parameters';

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
			if (!act) return unsupported(offer);
			const number = extensionNumber(item, extension);
			if (number instanceof Failure) return number;
			const result = await act(number);
			return result instanceof Failure ? result : [{ extension: number, result }];
		},
	};
}
