import { Failure, type Done } from '../../model/failure';
import { formatAddress, type ReportAddress, type ReportRegistration } from '../../model/events';
import type { Ask } from './wire/client';
import { endpoints } from './wire/endpoints';
import { explain } from './wire/errors';
import { Refusal } from './wire/reply';
import type { DriverConfig } from './wire/config';

/** The address of the reports is part of the heartbeat (manual: Heartbeat packet). */
export function events(ask: Ask, settings: DriverConfig): ReportRegistration {
	const heartbeat = async (fields: Record<string, string>): Promise<Done | Refusal | Failure> => {
		const answer = await ask.raw(endpoints.heartbeat, fields);
		return answer instanceof Failure || answer instanceof Refusal ? answer : 'done';
	};

	return {
		arrive: 'registered',
		async register(address) {
			const { host, port } = address;
			const url = formatAddress(address);
			// 1: `url` is absolute. A relative one would go to the host that the PBX takes us for.
			const answer = await heartbeat({ ipaddr: host, port: String(port), url, urltag: '1' });
			return answer instanceof Refusal ? refusedAddress(answer, address) : answer;
		},
		async release({ host }) {
			const answer = await heartbeat({ ipaddr: host, port: settings.reportPort });
			return answer instanceof Refusal ? explain(answer.errno) : answer;
		},
	};
}

function refusedAddress({ errno }: Refusal, address: ReportAddress): Failure {
	const failure = explain(errno);
	if (failure.kind === 'authenticationFailed') return failure;
	const { length } = formatAddress(address);
	return new Failure(
		failure.kind,
		`The PBX did not accept the report address ${address.host}:${address.port}/… (${length} characters): ${failure.message}`,
		'Check that the address is right as seen from the PBX. If the PBX only accepts shorter ones, use a shorter host.',
		errno,
		'reportAddress',
	);
}
