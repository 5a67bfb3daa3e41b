import { command } from './command';

export const hangUp = command('hangUp', 'hanging up an extension');
