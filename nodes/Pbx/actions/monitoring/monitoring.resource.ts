import type { Resource } from '../resource';
import { bargeIn } from './bargeIn.operation';
import { changeMode } from './changeMode.operation';
import { listen } from './listen.operation';
import { stop } from './stop.operation';
import { whisper } from './whisper.operation';

export const monitoring: Resource = {
	operations: { bargeIn, changeMode, listen, stop, whisper },
	operationField: {
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
				name: 'Change Mode',
				value: 'changeMode',
				action: 'Change who hears the supervisor on a call',
				description: 'Go on in another mode: in place where the PBX can, else by calling again',
			},
			{
				name: 'Listen Monitor',
				value: 'listen',
				action: 'Listen to agent and customer unheard by both',
				description: 'Hear both sides of the call unheard',
			},
			{
				name: 'Stop',
				value: 'stop',
				action: 'Stop supervisor from hearing agent and customer',
				description: 'Take the supervisor out of the call; agent and customer talk on',
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
