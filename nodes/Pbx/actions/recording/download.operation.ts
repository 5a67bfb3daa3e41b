import type { INodeProperties } from 'n8n-workflow';

import { Failure } from '../../../../pbx/model/failure';
import { pickedText, pickerField } from '../fields/picker';
import { checkedText } from '../fields/text';
import { defineOperation } from '../operation';
import { BinaryResult } from '../output';

const recording: INodeProperties = {
	...pickerField({
		name: 'recording',
		displayName: 'Recording',
		description:
			"From a call of the last seven days, or by its file name, as in the field 'recording' of a call record",
		searchListMethod: 'searchRecordings',
		entry: {
			name: 'fileName',
			displayName: 'File Name',
			placeholder: 'e.g. exten-101-106-20200505-042135-1588641695.1772.wav',
		},
	}),
	required: true,
};

const binaryPropertyName: INodeProperties = {
	displayName: 'Put Output File in Field',
	name: 'binaryPropertyName',
	type: 'string',
	required: true,
	default: 'data',
	hint: 'The name of the output binary field to put the file in',
};

export const download = defineOperation({
	name: 'Download',
	value: 'download',
	action: 'Download recording of call as file',
	description: 'Get a recording as a binary file',
	needs: { part: ({ recordings }) => recordings?.download, what: 'downloading recordings' },
	properties: [recording, binaryPropertyName],
	async execute(downloadFile, item) {
		const name = checkedText(pickedText(item, recording), recording, {
			// Neither a path nor one of the two names that stand for folders.
			pattern: /^(?!\.{1,2}$)[^/\\]+$/,
			is: 'a file name',
			remedy:
				"Choose a recording from the list, or enter the file name alone, such as the field 'recording' of a call record.",
		});
		const field = checkedText(item.text(binaryPropertyName.name), binaryPropertyName, {
			pattern: /./,
			is: 'the name of a field',
			remedy: 'Enter a name, such as data.',
		});
		const bytes = await downloadFile(name);
		if (bytes instanceof Failure) return bytes;
		const file = await item.context.helpers.prepareBinaryData(Buffer.from(bytes), name);
		return new BinaryResult({ recording: name, bytes: bytes.length }, { [field]: file });
	},
});
