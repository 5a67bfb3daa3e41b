import type { JournalEntry } from '../../../simulator/http/journal.cts';
import { serveGrandstreamUcmApi } from '../../../simulator/grandstreamUcmApi.cts';
import type { MonitorMode } from '../../../pbx/model/monitoring';
import { withoutCounter, type OpenDialect } from './dialect.cts';

/** `callbarge`: its empty mode listens. */
const modes: Record<MonitorMode, string> = { listen: '', whisper: 'w', bargeIn: 'B' };

const actions = ['listBridgedChannels', 'callbarge'];

/** The HTTPS API of a Grandstream UCM, over plain HTTP: the channel is looked up, then ordered. */
export const grandstreamUcm: OpenDialect = async (model) => {
	const api = await serveGrandstreamUcmApi(model);
	return {
		name: 'credential Grandstream UCM, its HTTPS API',
		credential: { pbx: 'grandstreamUcm', baseUrl: api.url, ...api.account },
		result: 'monitoring',
		journal: api.journal,
		requestText: (entry) => (actions.includes(entry.endpoint) ? text(entry) : undefined),
		wantedRequests(mode, supervisor, exten) {
			const fields = {
				channel: `PJSIP/${exten}-…`,
				exten,
				mode: modes[mode],
				'barge-exten': `${supervisor}@0`,
			};
			return [
				text({ endpoint: 'listBridgedChannels', fields: {}, outcome: 'Success' }),
				text({ endpoint: 'callbarge', fields, outcome: 'Success' }),
			];
		},
		moreScenarios: [],
		close: () => api.close(),
	};
};

/** `POST /api callbarge channel PJSIP/1002-…, exten 1002, mode "w", barge-exten 1001@0 → Success` */
function text({
	endpoint,
	fields,
	outcome,
}: Pick<JournalEntry, 'endpoint' | 'fields' | 'outcome'>): string {
	const asked = endpoint === 'listBridgedChannels' ? [] : Object.entries(fields);
	const shown = asked.map(([name, value]) => `${name} ${withoutCounter(value) || '(empty)'}`);
	return `POST /api ${[endpoint, shown.join(', ')].join(' ').trim()} → ${outcome}`;
}
