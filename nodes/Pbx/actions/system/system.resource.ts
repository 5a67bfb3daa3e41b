import { defineResource } from '../resource';
import { getInfo } from './getInfo.operation';

export const system = defineResource({ name: 'System', value: 'system', operations: [getInfo] });
