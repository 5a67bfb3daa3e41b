import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { Failure } from '../../../../pbx/failure';
import type { DialOrder } from '../../../../pbx/pbx';
import { extensionField, optionsWith } from '../parameters';
import { ringTime } from '../ringTime';
import { seconds } from '../seconds';

export const fromExtension = extensionField(
	'fromExtension',
	'From Extension',
	'The extension that makes the call: its phone rings first, and must be picked up. It must be idle.',
	'searchExtensions',
);

/** The option that asks a phone to pick up without a hand. */
export const autoAnswerOption: INodeProperties = {
	displayName: 'Auto-Answer',
	name: 'autoAnswer',
	type: 'boolean',
	default: false,
	description:
		'Whether the phone that rings first is asked to pick up by itself. Not every phone can. Asterisk leaves it to the phone.',
};

/** The options of the operations that make a call. */
export const diallingOptions = optionsWith(autoAnswerOption, ringTime);

/** What the options say about the order. */
export function orderOptions(
	context: IExecuteFunctions,
	item: number,
): Pick<DialOrder, 'pickUp' | 'ringTime'> | Failure {
	const time = seconds(context, ringTime, item);
	if (time instanceof Failure) return time;
	return { pickUp: pickUp(context, item), ringTime: time };
}

export function pickUp(context: IExecuteFunctions, item: number): DialOrder['pickUp'] {
	const { autoAnswer } = context.getNodeParameter('options', item, {});
	return autoAnswer === true ? 'byItself' : 'byHand';
}
