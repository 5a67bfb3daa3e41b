import type { INodeProperties } from 'n8n-workflow';

import type { TransferStep } from '../../../../pbx/model/calls';
import { Failure } from '../../../../pbx/model/failure';
import { choicesOf } from '../../labels';
import { choiceOf } from '../fields/choice';
import { extensionField, extensionNumber } from '../fields/extension';
import { phoneNumber, phoneNumberField } from '../fields/phoneNumber';
import type { Item } from '../item';
import { defineOperation } from '../operation';

const stepLabels: Readonly<Record<TransferStep['step'], string>> = {
	cancel: 'Cancel',
	complete: 'Complete',
	start: 'Start',
};

const extension = extensionField(
	'extension',
	'Extension',
	'The extension that transfers its call, and asks the target first',
);

const step: INodeProperties = {
	displayName: 'Step',
	name: 'step',
	type: 'options',
	options: choicesOf(stepLabels),
	default: 'start',
	description:
		'Start connects the extension with the target while the other party waits. Complete hands the other party over, Cancel brings it back.',
};

const transferTo: INodeProperties = {
	...phoneNumberField(
		'transferTo',
		'Transfer To',
		'The number that is asked, and gets the call: an extension, or a number outside of the PBX',
	),
	displayOptions: { show: { step: ['start'] } },
};

export const attendedTransfer = defineOperation({
	name: 'Attended Transfer',
	value: 'attendedTransfer',
	action: 'Transfer call after asking target',
	description: 'Transfer the other party to a number that the extension talks to first',
	needs: { part: ({ calls }) => calls?.attendedTransfer, what: 'attended transfers' },
	properties: [extension, step, transferTo],
	async execute(transfer, item) {
		const number = extensionNumber(item, extension);
		const wanted = readStep(item);
		const result = await transfer(number, wanted);
		if (result instanceof Failure) return result;
		const target = wanted.step === 'start' ? { transferTo: wanted.to } : {};
		return { extension: number, step: wanted.step, ...target, result };
	},
});

function readStep(item: Item): TransferStep {
	const chosen = choiceOf(item.parameter(step.name), step, stepLabels);
	return chosen === 'start'
		? { step: chosen, to: phoneNumber(item, transferTo) }
		: { step: chosen };
}
