import { monitorModeMeanings } from '../../labels';
import { defineOperation } from '../operation';
import { start } from './start';

export const listen = defineOperation({
	name: 'Listen Monitor',
	value: 'listen',
	action: 'Listen to call, unheard by both',
	description: monitorModeMeanings.listen,
	...start('listen'),
});
