import { Failure } from '../../failure';
import type { Done } from '../../pbx';
import { written, type HeartbeatReports, type ReportAddress } from '../../reports/reports';
import type { Ask } from './ask';
import { endpoints } from './endpoints';
import { explain } from './errorNumbers';
import { readReport } from './readReport';
import { Refusal } from './reply';
import type { Settings } from './settings';

/** The address of the reports is part of the heartbeat (manual: Heartbeat packet). */
export function reports(ask: Ask, settings: Settings): HeartbeatReports {
	const beat = async (fields: Record<string, string>): Promise<Done | Refusal | Failure> => {
		const answer = await ask(endpoints.heartbeat, fields);
		return answer instanceof Failure || answer instanceof Refusal ? answer : 'done';
	};

	return {
		arrive: 'heartbeat',
		read: readReport,
		async register(address) {
			const { host, port } = address;
			const url = written(address);
			// 1: `url` is absolute. A relative one would go to the host that the PBX believes us to be.
			const answer = await beat({ ipaddr: host, port: String(port), url, urltag: '1' });
			return answer instanceof Refusal ? refusedAddress(answer, address) : answer;
		},
		async release({ host }) {
			const answer = await beat({ ipaddr: host, port: settings.reportPort });
			return answer instanceof Refusal ? explain(answer.errno) : answer;
		},
	};
}

function refusedAddress({ errno }: Refusal, address: ReportAddress): Failure {
	const failure = explain(errno);
	if (failure.kind === 'signIn') return failure;
	const { length } = written(address);
	return new Failure(
		failure.kind,
		`The PBX did not accept the report address ${address.host}:${address.port}/… (${length} characters): ${failure.message}`,
		"Check that the address is right as seen from the PBX. If the PBX takes only shorter ones, enter a short host in 'Report Address Override'.",
		errno,
	);
}
