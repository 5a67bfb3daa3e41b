import type { INodeProperties } from 'n8n-workflow';

import type { SupervisionOptions } from '../../../../pbx/supervision/options';
import { choicesOf } from '../../labels';
import { extensionsField } from '../fields/extension';
import { ringTimeoutField } from '../fields/number';

export const allowModeChange: INodeProperties = {
	displayName: 'Allow Mode Change',
	name: 'allowModeChange',
	type: 'boolean',
	default: false,
	description:
		"Whether the mode may be changed during the call. On Asterisk this also lets the supervisor's keypad do it (4 listen, 5 whisper, 6 barge in). Other PBXs decide this themselves.",
};

export const beepToAgent: INodeProperties = {
	displayName: 'Play Beep to Agent',
	name: 'beepToAgent',
	type: 'boolean',
	default: false,
	description:
		'Whether the agent hears one beep when the supervisor has joined; customer and supervisor do not. Asterisk only. If it cannot be played, the supervisor is taken out again.',
};

export const checkConditionsLabels: Readonly<
	Record<SupervisionOptions['checkConditions'], string>
> = {
	beforeCalling: 'Before Calling',
	afterRefusal: 'Only After a Refusal',
};

export const checkConditions: INodeProperties = {
	displayName: 'Check Conditions',
	name: 'checkConditions',
	type: 'options',
	options: choicesOf(checkConditionsLabels, {
		beforeCalling: 'Checks first; no phone rings unless all known conditions are met',
		afterRefusal:
			'Makes one request; if the PBX refuses it, a query of both extensions explains why',
	}),
	default: 'afterRefusal',
	description: 'When to check whether the supervisor is idle and the agent is in a call',
};

export const fallbackSupervisors = extensionsField(
	'fallbackSupervisors',
	'Fallback Supervisors',
	'The extension to try if the supervisor cannot be reached; several are entered by their numbers and tried in that order. Never rings two phones at once.',
	'searchSupervisors',
);

export const force: INodeProperties = {
	displayName: 'Force',
	name: 'force',
	type: 'boolean',
	default: false,
	description: 'Whether to hang up the supervisor even if the PBX shows it in another call',
};

export const ifAlreadyMonitoringLabels: Readonly<
	Record<SupervisionOptions['ifAlreadyMonitoring'], string>
> = {
	changeMode: 'Change to This Mode',
	fail: 'Fail',
	succeed: 'Succeed',
};

export const ifAlreadyMonitoring: INodeProperties = {
	displayName: 'If Already Monitoring',
	name: 'ifAlreadyMonitoring',
	type: 'options',
	options: choicesOf(ifAlreadyMonitoringLabels),
	default: 'fail',
	description:
		'What to do if the supervisor, or a fallback, already monitors this call. Only Asterisk shows it; elsewhere a busy supervisor is refused.',
};

export const ringTimeout = ringTimeoutField(
	"How long the supervisor's phone may ring. On Asterisk the PBX keeps the time; elsewhere n8n hangs the phone up after it.",
);

export const promptRingTimeout = ringTimeoutField('How long the number may take to answer');

/** For the mode change, which calls the supervisor again where it cannot be done in place. */
export const restartRingTimeout = ringTimeoutField(
	"How long the supervisor's phone may ring if it is called again. Only Asterisk takes a time with the call; other PBXs use their own.",
);

export const stopAfter: INodeProperties = {
	displayName: 'Stop After (Seconds)',
	name: 'stopAfter',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 86_400, numberPrecision: 0 },
	default: 60,
	description:
		'How long it lasts from the answer on; agent and customer talk on. The PBX keeps the time, so that a restart of n8n does not matter. Asterisk only.',
};

export const waitForAnswer: INodeProperties = {
	displayName: 'Wait for Answer (Seconds)',
	name: 'waitForAnswer',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 120 },
	default: 10,
	description:
		"How long to watch the supervisor's phone until the call is answered. 0: ends as soon as the PBX accepted the request; whether the supervisor came is then unknown.",
};

export const waitForCall: INodeProperties = {
	displayName: 'Wait for Call (Seconds)',
	name: 'waitForCall',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 3600 },
	default: 0,
	description:
		'How long the monitored extension may take to be in a call, counted from the start of the execution. 0: it must be in one now.',
};
