import { monitorModeMeanings } from '../../labels';
import { defineOperation } from '../operation';
import { start } from './start';

export const bargeIn = defineOperation({
	name: 'Barge-In Monitor',
	value: 'bargeIn',
	action: 'Barge in on call, heard by everyone',
	description: monitorModeMeanings.bargeIn,
	...start('bargeIn'),
});
