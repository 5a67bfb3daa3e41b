import { defineOperation } from '../operation';
import { ownCall } from './ownCall';

export const mute = defineOperation({
	name: 'Mute',
	value: 'mute',
	action: 'Mute extension, unheard by other party',
	description: 'Silence an extension in its call; it still hears the other party',
	needs: { part: ({ calls }) => calls?.mute, what: 'muting an extension' },
	...ownCall,
});
