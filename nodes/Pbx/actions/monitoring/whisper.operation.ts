import { monitorModeMeanings } from '../../labels';
import { defineOperation } from '../operation';
import { start } from './start';

export const whisper = defineOperation({
	name: 'Whisper Monitor',
	value: 'whisper',
	action: 'Whisper to agent, unheard by customer',
	description: monitorModeMeanings.whisper,
	...start('whisper'),
});
