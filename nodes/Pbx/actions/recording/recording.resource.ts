import { defineResource } from '../resource';
import { download } from './download.operation';

export const recording = defineResource({
	name: 'Recording',
	value: 'recording',
	operations: [download],
});
