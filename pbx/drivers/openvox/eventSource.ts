import type { EventSource } from '../../model/events';
import { eventNames, parseReport } from './wire/parseReport';

/** What these PBXs report (manual: API reports). */
export const eventSource: EventSource = {
	arrive: 'registered',
	parseReport,
	eventNames,
};
