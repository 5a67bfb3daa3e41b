import { command } from './command';

export const resume = command('resume', 'resuming a call on hold');
