import { defineOperation } from '../operation';
import { ownCall } from './ownCall';

export const resume = defineOperation({
	name: 'Resume',
	value: 'resume',
	action: 'Resume held call of extension',
	description: 'Take the call of an extension off hold',
	needs: { part: ({ calls }) => calls?.resume, what: 'resuming a call on hold' },
	...ownCall,
});
