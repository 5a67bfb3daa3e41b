import { ownCall } from '../call/ownCall';
import { defineOperation } from '../operation';

export const pause = defineOperation({
	name: 'Pause',
	value: 'pause',
	action: 'Pause recording of running call',
	description: 'Leave out what is said in the call of an extension, such as a card number',
	needs: { part: ({ recordings }) => recordings?.pause, what: 'pausing a recording' },
	...ownCall,
});
