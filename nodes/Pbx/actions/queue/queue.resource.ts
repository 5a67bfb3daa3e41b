import { defineResource } from '../resource';
import { getStatus } from './getStatus.operation';

export const queue = defineResource({ name: 'Queue', value: 'queue', operations: [getStatus] });
