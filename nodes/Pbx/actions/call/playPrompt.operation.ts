import type { INodeProperties } from 'n8n-workflow';

import type { PromptRequest } from '../../../../pbx/model/calls';
import { Failure } from '../../../../pbx/model/failure';
import { choicesOf } from '../../labels';
import { choiceOf } from '../fields/choice';
import { extensionField, extensionNumber } from '../fields/extension';
import { InvalidInput } from '../fields/invalidInput';
import { checkedList } from '../fields/list';
import { flagOption } from '../fields/options';
import { phoneNumber } from '../fields/phoneNumber';
import type { Item } from '../item';
import { defineOperation } from '../operation';
import { omitUndefined } from '../output';
import { autoAnswer, externalNumber } from './dialling';

const targetLabels: Readonly<Record<PromptRequest['to']['kind'], string>> = {
	extension: 'Extension',
	external: 'External Number',
};

const playTo: INodeProperties = {
	displayName: 'Play To',
	name: 'playTo',
	type: 'options',
	options: choicesOf(targetLabels),
	default: 'extension',
	description: 'Who is called and hears the prompts',
};

const extension: INodeProperties = {
	...extensionField('extension', 'Extension', 'The extension that is called and hears the prompts'),
	displayOptions: { show: { playTo: ['extension'] } },
};

const number: INodeProperties = {
	...externalNumber,
	displayOptions: { show: { playTo: ['external'] } },
};

const prompts: INodeProperties = {
	displayName: 'Prompts',
	name: 'prompts',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. welcome',
	description:
		'Names of audio files on the PBX (System Recordings) without suffix. Several, separated by commas, are played one after the other.',
};

export const playPrompt = defineOperation({
	name: 'Play Prompt',
	value: 'playPrompt',
	action: 'Call number and play prompts to it',
	description: 'Call a number and play audio files of the PBX to it',
	needs: { part: ({ calls }) => calls?.playPrompt, what: 'playing prompts' },
	properties: [playTo, extension, number, prompts],
	options: [autoAnswer],
	async execute(play, item) {
		const kind = choiceOf(item.parameter(playTo.name), playTo, targetLabels);
		const to =
			kind === 'external'
				? { kind, number: phoneNumber(item, number) }
				: { kind, number: extensionNumber(item, extension) };
		const names = promptNames(item);
		const started = await play({ prompts: names, to, autoAnswer: flagOption(item, autoAnswer) });
		if (started instanceof Failure) return started;
		const called = kind === 'external' ? { externalNumber: to.number } : { extension: to.number };
		return omitUndefined({ ...called, prompts: names, ...started });
	},
});

/** The manual: a name has a letter in it and no `+`, and is given without its suffix. */
function promptNames(item: Item): string[] {
	const names = checkedList(item.parameter(prompts.name), prompts, {
		pattern: /^(?!.*\.(wav|gsm|mp3|alaw|ulaw)$)(?=.*\p{L})[^+]+$/iu,
		is: 'the name of a prompt',
		remedy:
			'A name needs a letter, has no + in it, and is entered without its suffix (welcome, not welcome.wav).',
	});
	if (names.length > 0) return names;
	throw new InvalidInput(
		`'${prompts.displayName}' is empty`,
		'Enter the name of an audio file on the PBX, without suffix.',
	);
}
