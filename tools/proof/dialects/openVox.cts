import type { JournalEntry } from '../../../simulator/http/journal.cts';
import { serveManualApi } from '../../../simulator/manualApi.cts';
import type { MonitorMode } from '../../../pbx/model/monitoring';
import type { OpenDialect } from './dialect.cts';
import { otherCommands } from './otherCommands.cts';

interface Wire {
	endpoint: string;
	supervisor: string;
	monitored: string;
}

/** The manual's words: chapter "Monitor". */
const wires: Record<MonitorMode, Wire> = {
	listen: { endpoint: 'extension/listen', supervisor: 'listener', monitored: 'listenedext' },
	whisper: { endpoint: 'extension/whisper', supervisor: 'whisperer', monitored: 'whisperedext' },
	bargeIn: { endpoint: 'extension/barge', supervisor: 'bargein', monitored: 'bargedext' },
};

const endpoints = Object.values(wires).map(({ endpoint }) => endpoint);

/** The API of the OpenVox UC manual, in either format. */
export const openVox =
	(format: 'json' | 'xml'): OpenDialect =>
	async (model) => {
		const api = await serveManualApi(model);
		return {
			name: `credential OpenVox UC (${format.toUpperCase()}), the manual's API`,
			credential: { pbx: 'openVoxUc', baseUrl: api.url, ...api.account, dataFormat: format },
			result: 'answered',
			journal: api.journal,
			requestText: (entry) => (endpoints.includes(entry.endpoint) ? text(entry) : undefined),
			wantedRequests(mode, supervisor, monitored) {
				const wire = wires[mode];
				const fields = { [wire.supervisor]: supervisor, [wire.monitored]: monitored };
				const { endpoint } = wire;
				const sent = { method: 'POST', version: 'v0.0.1', endpoint, format, fields };
				return [text({ ...sent, outcome: 'Success' })];
			},
			moreScenarios: format === 'json' ? [otherCommands(api)] : [],
			close: () => api.close(),
		};
	};

/** `POST /api/v0.0.1/extension/whisper?type=json whisperer 1001, whisperedext 1002 → Success` */
function text(
	entry: Pick<JournalEntry, 'method' | 'version' | 'endpoint' | 'format' | 'fields' | 'outcome'>,
): string {
	const { method, version, endpoint, format, outcome } = entry;
	const fields = Object.entries(entry.fields).map(([name, value]) => `${name} ${value}`);
	return `${method} /api/${version}/${endpoint}?type=${format} ${fields.join(', ')} → ${outcome}`;
}
