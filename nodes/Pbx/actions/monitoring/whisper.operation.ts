import { monitor } from './monitor';

/** The supervisor hears both sides; only the agent hears the supervisor. */
export const whisper = monitor('whisper');
