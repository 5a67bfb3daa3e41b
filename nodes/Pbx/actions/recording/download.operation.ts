import type { INodeProperties } from 'n8n-workflow';

import { Failure } from '../../../../pbx/model/failure';
import { unsupported } from '../../../../pbx/model/failures';
import { BinaryResult, type Operation } from '../operation';
import { options } from '../fields/parameters';

const recording: INodeProperties = {
	displayName: 'Recording',
	name: 'recording',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. exten-101-106-20200505-042135-1588641695.1772.wav',
	description: "The recording's file name, as a call record or the end of a call tells it",
};

export const download: Operation = {
	properties: [
		recording,
		{
			displayName: 'Put Output File in Field',
			name: 'binaryPropertyName',
			type: 'string',
			required: true,
			default: 'data',
			hint: 'The name of the output binary field to put the file in',
		},
		options,
	],
	async execute({ recordings }, item) {
		if (!recordings) return unsupported('recordings');
		const name = item.text(recording.name);
		if (name === '' || /[/\\]/.test(name)) {
			return new Failure(
				'invalidInput',
				name === ''
					? "'Recording' is empty"
					: `'Recording' is not a file name: ${name.slice(0, 60)}`,
				"Enter the file name alone, such as the field 'recording' of a call record.",
			);
		}
		const field = item.text('binaryPropertyName');
		if (field === '') {
			return new Failure(
				'invalidInput',
				"'Put Output File in Field' is empty",
				'Enter a name, such as data.',
			);
		}
		const bytes = await recordings.download(name);
		if (bytes instanceof Failure) return bytes;
		const file = await item.context.helpers.prepareBinaryData(Buffer.from(bytes), name);
		return [new BinaryResult({ recording: name, bytes: bytes.length }, { [field]: file })];
	},
};
