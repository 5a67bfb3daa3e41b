import type { JournalEntry } from '../../simulator/http/journal.cts';
import type { MonitorMode } from '../../pbx/model/monitoring';

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

/** Every monitoring request that the API got, whatever its outcome. */
export function monitoringRequests(journal: readonly JournalEntry[]): JournalEntry[] {
	const endpoints = Object.values(wires).map(({ endpoint }) => endpoint);
	return journal.filter(({ endpoint }) => endpoints.includes(endpoint));
}

export function wantedRequest(
	mode: MonitorMode,
	supervisor: string,
	monitored: string,
	format: 'json' | 'xml',
): string {
	const wire = wires[mode];
	const fields = { [wire.supervisor]: supervisor, [wire.monitored]: monitored };
	const { endpoint } = wire;
	return requestText({
		method: 'POST',
		version: 'v0.0.1',
		endpoint,
		format,
		fields,
		outcome: 'Success',
	});
}

/** `POST /api/v0.0.1/extension/whisper?type=json whisperer 1001, whisperedext 1002 → Success` */
export function requestText(
	entry: Pick<JournalEntry, 'method' | 'version' | 'endpoint' | 'format' | 'fields' | 'outcome'>,
): string {
	const { method, version, endpoint, format, outcome } = entry;
	const fields = Object.entries(entry.fields).map(([name, value]) => `${name} ${value}`);
	return `${method} /api/${version}/${endpoint}?type=${format} ${fields.join(', ')} → ${outcome}`;
}
