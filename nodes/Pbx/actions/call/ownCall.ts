import { Failure, type Done } from '../../../../pbx/model/failure';
import { extensionField, extensionNumber } from '../fields/extension';
import type { OperationDefinition } from '../operation';

const extension = extensionField(
	'extension',
	'Extension',
	'The extension in the call. With several calls the PBX takes its current one.',
);

type Command = (extension: string) => Promise<Done | Failure>;

/** An operation that does one thing to the call of one extension. */
export const ownCall: Pick<OperationDefinition<Command>, 'properties' | 'execute'> = {
	properties: [extension],
	async execute(command, item) {
		const number = extensionNumber(item, extension);
		const result = await command(number);
		return result === 'done' ? { extension: number, result } : result;
	},
};
