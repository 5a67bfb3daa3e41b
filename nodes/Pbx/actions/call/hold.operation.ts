import { command } from './command';

export const hold = command('hold', 'putting a call on hold');
