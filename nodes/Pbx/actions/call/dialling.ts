import type { INodeProperties } from 'n8n-workflow';

import type { DialRequest } from '../../../../pbx/model/calls';
import { extensionField } from '../fields/extension';
import { ringTimeoutField, secondsOption } from '../fields/number';
import { flagOption } from '../fields/options';
import { phoneNumberField } from '../fields/phoneNumber';
import type { Item } from '../item';

export const fromExtension = extensionField(
	'fromExtension',
	'From Extension',
	'The extension that makes the call: its phone rings first, and must be answered. It must be idle.',
);

export const externalNumber = phoneNumberField(
	'externalNumber',
	'External Number',
	'The number outside of the PBX, with the prefix that the outbound routes of the PBX ask for',
);

export const autoAnswer: INodeProperties = {
	displayName: 'Auto-Answer',
	name: 'autoAnswer',
	type: 'boolean',
	default: false,
	description:
		'Whether to ask the first phone to answer automatically, if it supports it. Asterisk leaves this to the phone.',
};

const ringTimeout = ringTimeoutField(
	'How long the first phone may ring. Only Asterisk takes a time with the call; other PBXs use their own.',
);

/** The options of the operations that make a call. */
export const diallingOptions = [autoAnswer, ringTimeout];

/** What the options say about the call. */
export function readDiallingOptions(item: Item): Pick<DialRequest, 'autoAnswer' | 'ringTimeoutMs'> {
	return {
		autoAnswer: flagOption(item, autoAnswer),
		ringTimeoutMs: secondsOption(item, ringTimeout),
	};
}
