import type { INodeProperties } from 'n8n-workflow';

export const checkConditions: INodeProperties = {
	displayName: 'Check Conditions',
	name: 'checkConditions',
	type: 'options',
	options: [
		{
			name: 'Before Calling',
			value: 'beforeCalling',
			description: 'Nothing rings unless all conditions that the PBX tells hold',
		},
		{
			name: 'When Refused',
			value: 'afterRefusal',
			description: 'One request; when the PBX refuses it, a look at both extensions tells why',
		},
	],
	default: 'afterRefusal',
	description: 'When to look whether the supervisor is free and the agent is in a call',
};

export const waitForAnswer: INodeProperties = {
	displayName: 'Confirm Start (Seconds)',
	name: 'waitForAnswer',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 120 },
	default: 10,
	description:
		"How long to watch the supervisor's phone after the PBX accepted: the result is then monitoring, answered, ringing or gone",
};

export const ifAlreadyMonitoring: INodeProperties = {
	displayName: 'If Already Monitoring',
	name: 'ifAlreadyMonitoring',
	type: 'options',
	options: [
		{ name: 'Change to This Mode', value: 'changeMode' },
		{ name: 'Fail', value: 'fail' },
		{ name: 'Treat as Done', value: 'succeed' },
	],
	default: 'fail',
	description:
		'What to do when the supervisor, or a stand-in, is on this call already. Only Asterisk shows it; elsewhere a busy supervisor is refused.',
};

export const fallbackSupervisors: INodeProperties = {
	displayName: 'Stand-In Supervisors',
	name: 'fallbackSupervisors',
	type: 'string',
	default: '',
	placeholder: 'e.g. 102, 103',
	description:
		'Extensions to try, in this order, when the supervisor cannot come. The next one is called only when the one before surely is not.',
};

export const waitForCall: INodeProperties = {
	displayName: 'Wait for Call (Seconds)',
	name: 'waitForCall',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 3600 },
	default: 60,
	description:
		'How long to wait until the monitored extension is in a call, counted from the start of the execution',
};

/** The options by which a supervisor dependably gets onto a call. */
export const planOptions = [
	checkConditions,
	waitForAnswer,
	ifAlreadyMonitoring,
	fallbackSupervisors,
	waitForCall,
];
