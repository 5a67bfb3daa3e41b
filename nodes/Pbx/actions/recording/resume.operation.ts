import { ownCall } from '../call/ownCall';
import { defineOperation } from '../operation';

export const resume = defineOperation({
	name: 'Resume',
	value: 'resume',
	action: 'Resume recording of running call',
	description: 'Go on recording the call of an extension',
	needs: { part: ({ recordings }) => recordings?.resume, what: 'resuming a recording' },
	...ownCall,
});
