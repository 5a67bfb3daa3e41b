import type { INodeProperties } from 'n8n-workflow';

import { Failure } from '../../../../pbx/model/failure';
import { unsupported } from '../../../../pbx/model/failures';
import type { PromptRequest } from '../../../../pbx/model/calls';
import { dialledNumber, numberField } from '../fields/phoneNumber';
import type { Item } from '../item';
import { splitList } from '../fields/list';
import type { Operation } from '../operation';
import { extensionField, extensionNumber, optionsWith } from '../fields/parameters';
import { omitUndefined } from '../omitUndefined';
import { autoAnswer, autoAnswerOption } from './dialling';

const extension: INodeProperties = {
	...extensionField(
		'extension',
		'Extension',
		'The extension that is called and hears the prompts',
		'searchExtensions',
	),
	displayOptions: { show: { playTo: ['extension'] } },
};

const externalNumber: INodeProperties = {
	...numberField(
		'externalNumber',
		'External Number',
		'The number outside of the PBX, with the prefix that the outbound routes of the PBX ask for',
	),
	displayOptions: { show: { playTo: ['external'] } },
};

const promptNames: INodeProperties = {
	displayName: 'Prompts',
	name: 'prompts',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. welcome',
	description:
		'Names of audio files on the PBX (System Recordings) without suffix. Several, separated by commas, are played one after the other.',
};

export const playPrompt: Operation = {
	properties: [
		{
			displayName: 'Play To',
			name: 'playTo',
			type: 'options',
			options: [
				{ name: 'Extension', value: 'extension' },
				{ name: 'External Number', value: 'external' },
			],
			default: 'extension',
			description: 'Who is called and hears the prompts',
		},
		extension,
		externalNumber,
		promptNames,
		optionsWith(autoAnswerOption),
	],
	async execute({ calls }, item) {
		if (!calls?.playPrompt) return unsupported('playing prompts');
		const kind: Kind = item.parameter('playTo') === 'external' ? 'external' : 'extension';
		const number =
			kind === 'external' ? dialledNumber(item, externalNumber) : extensionNumber(item, extension);
		if (number instanceof Failure) return number;
		const prompts = names(item);
		if (prompts instanceof Failure) return prompts;
		const order = { prompts, to: { kind, number }, autoAnswer: autoAnswer(item) };
		const started = await calls.playPrompt(order);
		if (started instanceof Failure) return started;
		const called = kind === 'external' ? { externalNumber: number } : { extension: number };
		return [omitUndefined({ ...called, prompts, ...started })];
	},
};

type Kind = PromptRequest['to']['kind'];

/** The manual: a name has a letter in it and no `+`, and is given without its suffix. */
function names(item: Item): string[] | Failure {
	const entered = splitList(item.parameter(promptNames.name));
	if (entered.length === 0) {
		return new Failure(
			'invalidInput',
			"'Prompts' is empty",
			'Enter the name of an audio file on the PBX, without suffix.',
		);
	}
	const wrong = entered.find((each) => !/\p{L}/u.test(each) || each.includes('+'));
	const suffixed = entered.find((each) => /\.(wav|gsm|mp3|alaw|ulaw)$/i.test(each));
	const bad = wrong ?? suffixed;
	if (bad === undefined) return entered;
	return new Failure(
		'invalidInput',
		`'Prompts' has a name that the PBX cannot play: ${bad.slice(0, 40)}`,
		'A name needs a letter, has no + in it, and is entered without its suffix (welcome, not welcome.wav).',
	);
}
