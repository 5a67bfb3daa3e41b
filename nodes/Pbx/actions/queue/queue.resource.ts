import { defineResource } from '../resource';
import { addAgent } from './addAgent.operation';
import { getStatus } from './getStatus.operation';
import { pauseAgent } from './pauseAgent.operation';
import { removeAgent } from './removeAgent.operation';
import { resumeAgent } from './resumeAgent.operation';

export const queue = defineResource({
	name: 'Queue',
	value: 'queue',
	operations: [getStatus, pauseAgent, resumeAgent, addAgent, removeAgent],
});
