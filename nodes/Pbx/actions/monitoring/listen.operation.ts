import { monitor } from './monitor';

/** The supervisor hears both sides; nobody hears the supervisor. */
export const listen = monitor('listen');
