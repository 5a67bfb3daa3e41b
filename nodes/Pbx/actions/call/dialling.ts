import type { INodeProperties } from 'n8n-workflow';

import { Failure } from '../../../../pbx/failure';
import type { DialOrder } from '../../../../pbx/pbx';
import type { Item } from '../item';
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
export function orderOptions(item: Item): Pick<DialOrder, 'pickUp' | 'ringTime'> | Failure {
	const time = seconds(item, ringTime);
	if (time instanceof Failure) return time;
	return { pickUp: pickUp(item), ringTime: time };
}

export function pickUp(item: Item): DialOrder['pickUp'] {
	const { autoAnswer } = item.options;
	return autoAnswer === true ? 'byItself' : 'byHand';
}
