import type { JournalEntry } from '../../../simulator/http/journal.cts';
import { serveYeastarPApi } from '../../../simulator/yeastarPApi.cts';
import type { MonitorMode } from '../../../pbx/model/monitoring';
import { withoutCounter, type OpenDialect } from './dialect.cts';

/** The guide's words: page "Monitor a Call". */
const types: Record<MonitorMode, string> = {
	listen: 'listen',
	whisper: 'whisper',
	bargeIn: 'barge',
};

const endpoints = ['call/query', 'call/listen'];

/** The Open API of Yeastar's P-Series: the channel is looked up, then ordered. */
export const yeastarP: OpenDialect = async (model) => {
	const api = await serveYeastarPApi(model);
	const { username, password } = api.account;
	return {
		name: 'credential Yeastar P-Series, its Open API',
		credential: {
			pbx: 'yeastarP',
			baseUrl: api.url,
			clientId: username,
			clientSecret: password,
		},
		result: 'answered',
		journal: api.journal,
		requestText: (entry) => (endpoints.includes(entry.endpoint) ? text(entry) : undefined),
		wantedRequests(mode, monitor, extension) {
			const channel_id = `PJSIP/${extension}-…`;
			const order = { monitor, channel_id, type: types[mode] };
			return [
				text({ method: 'GET', endpoint: 'call/query', fields: { extension }, outcome: 'Success' }),
				text({ method: 'POST', endpoint: 'call/listen', fields: order, outcome: 'Success' }),
			];
		},
		moreScenarios: [],
		close: () => api.close(),
	};
};

/** `GET /openapi/v1.0/call/query extension 1002 → Success` */
function text({
	method,
	endpoint,
	fields,
	outcome,
}: Pick<JournalEntry, 'method' | 'endpoint' | 'fields' | 'outcome'>): string {
	const shown = Object.entries(fields).map(([name, value]) => `${name} ${withoutCounter(value)}`);
	return `${method} /openapi/v1.0/${endpoint} ${shown.join(', ')} → ${outcome}`;
}
