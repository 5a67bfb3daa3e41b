import { command } from './command';

export const unmute = command('unmute', 'unmuting an extension');
