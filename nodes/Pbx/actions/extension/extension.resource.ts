import { defineResource } from '../resource';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { updateMonitoring } from './updateMonitoring.operation';

export const extension = defineResource({
	name: 'Extension',
	value: 'extension',
	operations: [get, getAll, updateMonitoring],
	defaultOperation: getAll,
});
