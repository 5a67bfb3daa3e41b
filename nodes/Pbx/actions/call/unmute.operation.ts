import { defineOperation } from '../operation';
import { ownCall } from './ownCall';

export const unmute = defineOperation({
	name: 'Unmute',
	value: 'unmute',
	action: 'Unmute extension in its call',
	description: 'Let the other party hear the extension again',
	needs: { part: ({ calls }) => calls?.unmute, what: 'unmuting an extension' },
	...ownCall,
});
