import { Failure } from '../../../../pbx/model/failure';
import { extensionNotFound } from '../../../../pbx/model/failures/extensions';
import { extensionField, extensionNumber } from '../fields/extension';
import { defineOperation } from '../operation';
import { extensionItem, extensionList } from './extensionItem';

const extension = extensionField('extension', 'Extension', 'The extension to get');

export const get = defineOperation({
	name: 'Get',
	value: 'get',
	action: 'Get extension with its state and call',
	description: 'Get state, monitoring permissions and current call of one extension',
	needs: extensionList,
	properties: [extension],
	async execute(extensions, item) {
		const number = extensionNumber(item, extension);
		const found = await extensions.query([number]);
		if (found instanceof Failure) return found;
		const match = found.find((row) => row.number === number);
		return match ? extensionItem(match) : extensionNotFound(number, undefined, 'extension');
	},
});
