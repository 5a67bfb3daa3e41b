import { Failure } from '../../../../pbx/model/failure';
import { unsupported } from '../../../../pbx/model/failures';
import type { Operation } from '../operation';
import { extensionField, extensionNumber, options } from '../fields/parameters';
import { extensionItem } from './extensionItem';

const extension = extensionField(
	'extension',
	'Extension',
	'The extension to look at',
	'searchExtensions',
);

export const get: Operation = {
	properties: [extension, options],
	async execute({ extensions }, item) {
		if (!extensions) return unsupported('a list of extensions');
		const number = extensionNumber(item, extension);
		if (number instanceof Failure) return number;
		const found = await extensions.query([number]);
		if (found instanceof Failure) return found;
		const match = found.find((row) => row.number === number);
		if (match) return [extensionItem(match)];
		return new Failure(
			'notFound',
			`Extension ${number} does not exist on the PBX`,
			"Choose another 'Extension'.",
		);
	},
};
