import type { Switches } from '../../simulator/api/grandstreamUcm/switches.cts';
import { connected } from '../pbx/drivers/connected.cts';
import { startUcm } from '../simulator/grandstreamUcm/ucm.cts';
import { simulatedPhones } from './simulatedPhones.cts';
import type { Subject } from './subject.cts';

/** The HTTPS API of the Grandstream UCM, on the simulator. */
export async function grandstreamUcmSubject(switches: Partial<Switches> = {}): Promise<Subject> {
	const ucm = await startUcm({ switches });
	const { pbx: phones } = ucm;
	let requests = 0;
	const fields = {
		pbx: 'grandstreamUcm',
		baseUrl: ucm.url,
		...ucm.account,
		sessionToken: '',
	};
	const pbx = connected(fields, { watch: () => (requests += 1) });
	return {
		name: 'Grandstream UCM',
		capabilities: {
			startIs: 'accepted',
			// A leg that does not name the monitored extension may be on the call of either party.
			answeredIs: ucm.switches.monitoredNumber === 'monitored' ? 'monitoring' : 'answered',
			permissions: 'unknown',
			internalCalls: 'whoCalledWhom',
			pauses: 'allQueues',
			waitingCallers: 'shown',
			offers: ['stop', 'hangUp'],
		},
		...simulatedPhones(phones),
		pbx,
		requests: () => requests,
		close: () => ucm.close(),
	};
}
