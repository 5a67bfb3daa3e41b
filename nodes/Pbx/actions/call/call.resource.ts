import type { Resource } from '../resource';
import { dial } from './dial.operation';
import { dialExternal } from './dialExternal.operation';
import { getAll } from './getAll.operation';
import { hangUp } from './hangUp.operation';
import { hold } from './hold.operation';
import { mute } from './mute.operation';
import { playPrompt } from './playPrompt.operation';
import { resume } from './resume.operation';
import { transfer } from './transfer.operation';
import { unmute } from './unmute.operation';

export const call: Resource = {
	operations: {
		dial,
		dialExternal,
		getAll,
		hangUp,
		hold,
		mute,
		playPrompt,
		resume,
		transfer,
		unmute,
	},
	operationField: {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['call'] } },
		options: [
			{
				name: 'Dial',
				value: 'dial',
				action: 'Call one extension from another',
				description: 'Ring one extension, then connect it with another one',
			},
			{
				name: 'Dial External',
				value: 'dialExternal',
				action: 'Call an external number from an extension',
				description: 'Ring an extension, then connect it with a number outside of the PBX',
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many live calls with their parties and states',
				description: 'Get the live calls with their parties, state and, where known, start time',
			},
			{
				name: 'Hang Up',
				value: 'hangUp',
				action: 'Hang up the call of an extension',
				description: 'End the current call of an extension',
			},
			{
				name: 'Hold',
				value: 'hold',
				action: 'Put the call of an extension on hold',
				description: 'Put the current call of an extension on hold',
			},
			{
				name: 'Mute',
				value: 'mute',
				action: 'Mute an extension so the other party cannot hear it',
				description: 'Silence an extension in its call; it still hears the other party',
			},
			{
				name: 'Play Prompt',
				value: 'playPrompt',
				action: 'Call a number and play prompts from the PBX',
				description: 'Call an extension or an external number, and play audio files of the PBX',
			},
			{
				name: 'Resume',
				value: 'resume',
				action: 'Resume the held call of an extension',
				description: 'Take the call of an extension off hold',
			},
			{
				name: 'Transfer',
				value: 'transfer',
				action: 'Transfer the call of an extension to a number',
				description: 'Hand the other party of the call over to another number',
			},
			{
				name: 'Unmute',
				value: 'unmute',
				action: 'Unmute an extension in its call',
				description: 'Let the other party hear the extension again',
			},
		],
		default: 'getAll',
	},
};
