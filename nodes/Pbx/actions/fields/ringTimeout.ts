import type { INodeProperties } from 'n8n-workflow';

/** The option for how long a phone may ring; read it with `seconds`. */
export const ringTimeout: INodeProperties = {
	displayName: 'Ring Timeout (Seconds)',
	name: 'ringTimeout',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 120 },
	default: 15,
	description:
		'How long the phone that is called first may ring. Asterisk keeps this time itself; other PBXs are asked to hang up after it.',
};
