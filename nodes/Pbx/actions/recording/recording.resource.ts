import { defineResource } from '../resource';
import { download } from './download.operation';
import { pause } from './pause.operation';
import { resume } from './resume.operation';

export const recording = defineResource({
	name: 'Recording',
	value: 'recording',
	operations: [download, pause, resume],
});
