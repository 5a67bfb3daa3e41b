import type { Switches } from '../../simulator/api/yeastarP/switches.cts';
import { startSimulator } from '../../simulator/simulator.cts';
import { connected } from '../pbx/drivers/connected.cts';
import { simulatedPhones } from './simulatedPhones.cts';
import type { Subject } from './subject.cts';

/** Yeastar's P-Series, on the simulator. */
export async function yeastarPSubject(switches: Partial<Switches> = {}): Promise<Subject> {
	const simulator = await startSimulator({ family: 'yeastarP', switches });
	const { pbx: phones, account } = simulator;
	let requests = 0;
	const fields = {
		pbx: 'yeastarP',
		baseUrl: simulator.url,
		clientId: account.username,
		clientSecret: account.password,
		sessionToken: '',
	};
	const pbx = connected(fields, { watch: () => (requests += 1) });
	return {
		name: 'Yeastar P-Series',
		capabilities: {
			startIs: 'accepted',
			permissions: 'unknown',
			internalCalls: 'whoCalledWhom',
			pauses: 'oneQueue',
			waitingCallers: 'shown',
			offers: ['stop', 'hangUp', 'park', 'attendedTransfer'],
		},
		...simulatedPhones(phones),
		pbx,
		requests: () => requests,
		close: () => simulator.close(),
	};
}
