import type { Resource } from '../resource';
import { bargeIn } from './bargeIn.operation';
import { listen } from './listen.operation';
import { whisper } from './whisper.operation';

export const monitoring: Resource = {
	operations: { bargeIn, listen, whisper },
	choice: {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['monitoring'] } },
		// The action text is all that a language model knows of an operation: it says who hears whom.
		options: [
			{
				name: 'Barge-In Monitor',
				value: 'bargeIn',
				action: 'Barge in on agent and customer heard by both',
				description: 'Join the call: supervisor, agent and customer all hear each other',
			},
			{
				name: 'Listen Monitor',
				value: 'listen',
				action: 'Listen to agent and customer unheard by both',
				description: 'Hear both sides of the call unheard',
			},
			{
				name: 'Whisper Monitor',
				value: 'whisper',
				action: 'Whisper from supervisor to agent unheard by customer',
				description: 'Hear both sides and speak to the agent; the customer hears only the agent',
			},
		],
		default: 'whisper',
	},
};
