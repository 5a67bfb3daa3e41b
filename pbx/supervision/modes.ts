import type { MonitorMode } from '../model/monitoring';

/** How a mode reads in a sentence: "101 may not whisper". */
export const verbs: Readonly<Record<MonitorMode, string>> = {
	listen: 'listen',
	whisper: 'whisper',
	bargeIn: 'barge in',
};
