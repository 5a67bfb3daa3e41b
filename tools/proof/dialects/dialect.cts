import type { MonitorMode } from '../../../pbx/model/monitoring';
import type { JournalEntry } from '../../../simulator/http/journal.cts';
import type { PbxModel } from '../../../simulator/model/pbxModel.cts';
import type { PbxCredentialData } from '../../n8n/api/pbxCredential.cts';
import type { Scenario } from '../../asterisk/scenarios/scenarioRun.cts';

/** One PBX's API in front of the bench's Asterisk, whose calls and monitoring are real. */
export interface Dialect {
	/** As the chain is named: `credential OpenVox UC (JSON), the manual's API`. */
	name: string;
	credential: Partial<PbxCredentialData>;
	/** What the node says when the supervisor came: whether the API shows who monitors whom. */
	result: 'answered' | 'monitoring';
	/** Requests since the last `length = 0`. */
	journal: JournalEntry[];
	/** What a request was, when it belongs to an order to monitor; undefined for every other. */
	requestText(entry: JournalEntry): string | undefined;
	/** The requests of one order, as the documentation wants them. */
	wantedRequests(mode: MonitorMode, supervisor: string, monitored: string): string[];
	/** What is played beyond the monitoring. */
	moreScenarios: Scenario[];
	close(): Promise<void>;
}

export type OpenDialect = (model: PbxModel) => Promise<Dialect>;

/** Channels of the bench's phones count on with every call. */
export function withoutCounter(channel: string): string {
	return channel.replace(/-[0-9a-f]{8}$/, '-…');
}
