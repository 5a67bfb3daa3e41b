import { command } from './command';

/** The other party no longer hears the extension, which still hears the other party. */
export const mute = command('mute', 'muting an extension');
