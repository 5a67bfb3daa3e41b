import type { Switches } from '../../simulator/api/openvox/switches.cts';
import { startSimulator } from '../../simulator/simulator.cts';
import { connected } from '../pbx/drivers/connected.cts';
import { simulatedPhones } from './simulatedPhones.cts';
import type { Subject } from './subject.cts';

/** The OpenVox UC dialect, on the simulator. */
export async function openVoxSubject(
	dataFormat: 'json' | 'xml',
	switches: Partial<Switches> = {},
): Promise<Subject> {
	const simulator = await startSimulator({ switches });
	const { pbx: phones } = simulator;
	let requests = 0;
	const fields = {
		pbx: 'openVoxUc',
		baseUrl: simulator.url,
		...simulator.account,
		dataFormat,
		sessionToken: '',
	};
	const pbx = connected(fields, { watch: () => (requests += 1) });
	return {
		name: `OpenVox UC, ${dataFormat}`,
		capabilities: {
			startIs: 'accepted',
			permissions: 'kept',
			internalCalls: 'whoTalks',
			pauses: 'oneQueue',
			waitingCallers: 'counted',
			offers: ['hangUp'],
		},
		...simulatedPhones(phones),
		pbx,
		requests: () => requests,
		close: () => simulator.close(),
	};
}
