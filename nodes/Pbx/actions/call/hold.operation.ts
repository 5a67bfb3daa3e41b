import { defineOperation } from '../operation';
import { ownCall } from './ownCall';

export const hold = defineOperation({
	name: 'Hold',
	value: 'hold',
	action: 'Put call of extension on hold',
	description: 'Put the current call of an extension on hold',
	needs: { part: ({ calls }) => calls?.hold, what: 'putting a call on hold' },
	...ownCall,
});
