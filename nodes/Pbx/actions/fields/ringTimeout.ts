import type { INodeProperties } from 'n8n-workflow';

/** The option for how long a phone may ring; read it with `seconds`. */
export const ringTime: INodeProperties = {
	displayName: 'Ring Time (Seconds)',
	name: 'ringTime',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 120 },
	default: 15,
	description:
		'How long the phone that the PBX calls first may ring on Asterisk. Other PBXs use a time of their own.',
};
