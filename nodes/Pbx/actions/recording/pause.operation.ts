import { ownCall } from '../call/ownCall';
import { defineOperation } from '../operation';

export const pause = defineOperation({
	name: 'Pause',
	value: 'pause',
	action: 'Pause recording of running call',
	description: 'Stop recording the call of an extension for a while',
	needs: { part: ({ recordings }) => recordings?.pause, what: 'pausing a recording' },
	...ownCall,
});
