import type { INodeProperties } from 'n8n-workflow';

import { Failure } from '../../../../pbx/model/failure';
import type { DialRequest } from '../../../../pbx/model/calls';
import type { Item } from '../item';
import { extensionField, optionsWith } from '../fields/parameters';
import { ringTimeout } from '../fields/ringTimeout';
import { seconds } from '../fields/number';

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
export const diallingOptions = optionsWith(autoAnswerOption, ringTimeout);

/** What the options say about the order. */
export function orderOptions(
	item: Item,
): Pick<DialRequest, 'autoAnswer' | 'ringTimeoutMs'> | Failure {
	const time = seconds(item, ringTimeout);
	if (time instanceof Failure) return time;
	return { autoAnswer: autoAnswer(item), ringTimeoutMs: time };
}

export function autoAnswer(item: Item): boolean {
	return item.options.autoAnswer === true;
}
