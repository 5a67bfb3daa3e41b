import { Failure } from '../../../../pbx/model/failure';
import { allowedNumbers, checkDiallable } from '../fields/allowedNumbers';
import { extensionField, extensionNumber } from '../fields/extension';
import { secondsOption } from '../fields/number';
import { phoneNumber, phoneNumberField } from '../fields/phoneNumber';
import { defineOperation } from '../operation';
import { omitUndefined } from '../output';
import { promptRingTimeout, stopAfter } from './options';

const promptNumber = phoneNumberField(
	'promptNumber',
	'Prompt Number',
	'The number on the PBX that plays the recording, or at which a voice bot answers',
);

const monitoredExtension = extensionField(
	'monitoredExtension',
	'Monitored Extension',
	'The extension of the agent who hears it. It must be in a call; the customer does not hear it.',
	'searchMonitored',
);

export const whisperPrompt = defineOperation({
	name: 'Whisper Prompt',
	value: 'whisperPrompt',
	action: 'Whisper recording to agent only',
	description: "Dial a number, such as an announcement or a voice bot, into the agent's ear",
	needs: { part: ({ monitoring }) => monitoring?.whisperPrompt, what: 'whispering a recording' },
	properties: [monitoredExtension, promptNumber],
	options: [allowedNumbers, promptRingTimeout, stopAfter],
	async execute(whisper, item) {
		const monitored = extensionNumber(item, monitoredExtension);
		const number = phoneNumber(item, promptNumber);
		checkDiallable(item, promptNumber, number);
		const started = await whisper({
			number,
			monitored,
			ringTimeoutMs: secondsOption(item, promptRingTimeout),
			stopAfterMs: secondsOption(item, stopAfter),
		});
		if (started instanceof Failure) return started;
		const { call, result } = started;
		return omitUndefined({
			promptNumber: number,
			monitoredExtension: monitored,
			result,
			call: call && omitUndefined({ ...call }),
		});
	},
});
