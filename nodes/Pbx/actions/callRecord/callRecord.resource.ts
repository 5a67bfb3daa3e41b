import { defineResource } from '../resource';
import { getAll } from './getAll.operation';

export const callRecord = defineResource({
	name: 'Call Record',
	value: 'callRecord',
	operations: [getAll],
});
