import type { EventSource } from '../../model/events';
import { createReader, eventNames } from './wire/readReport';
import { isSigned } from './wire/signature';

/** What these PBXs report, to an address that an administrator enters (guide: Monitor Events via Webhook). */
export const eventSource: EventSource = {
	arrive: 'pasted',
	eventNames,
	createReader,
	verify: isSigned,
	page: 'Integrations > API > Webhook Event Push',
	tick: [
		'(30007) Extension Registration Status Changed',
		'(30008) Extension Call State Changed',
		'(30011) Call State Changed',
		'(30012) Call End Details Notification',
		'(30013) Call Transfer',
		'(30014) Call Forward',
		'(30015) Call Failed',
		'(30025) Agent Automatic Pause',
		'(30029) Agent Status Changed',
	],
};
