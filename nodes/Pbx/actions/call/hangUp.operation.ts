import { defineOperation } from '../operation';
import { ownCall } from './ownCall';

export const hangUp = defineOperation({
	name: 'Hang Up',
	value: 'hangUp',
	action: 'Hang up call of extension',
	description: 'End the current call of an extension',
	needs: { part: ({ calls }) => calls?.hangUp, what: 'hanging up an extension' },
	...ownCall,
});
