import type { Switches } from '../../simulator/api/grandstreamUcm/switches.cts';
import { connected } from '../pbx/drivers/connected.cts';
import { startUcm } from '../simulator/grandstreamUcm/ucm.cts';
import type { Subject } from './subject.cts';

/** The HTTPS API of the Grandstream UCM, on the simulator. */
export async function grandstreamUcmSubject(switches: Partial<Switches> = {}): Promise<Subject> {
	const ucm = await startUcm({ switches });
	const { pbx: phones } = ucm;
	const numbers = {
		supervisor: '101',
		agent: '106',
		customer: '107',
		unassigned: '999',
		queue: '9998',
	};
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
			offers: ['stop', 'hangUp'],
		},
		numbers,
		pbx,
		requests: () => requests,
		async agentTalks() {
			phones.startCall({ direction: 'internal', from: numbers.agent, to: numbers.customer });
			await Promise.resolve();
		},
		async supervisorTalks() {
			phones.startCall({ direction: 'internal', from: numbers.supervisor, to: numbers.customer });
			await Promise.resolve();
		},
		async supervisorPhone(state) {
			const line = state === 'unplugged' ? 'unregistered' : 'registered';
			phones.changePhone(numbers.supervisor, { line });
			await Promise.resolve();
		},
		supervisorIsOnTheCall: () => Promise.resolve(phones.monitoringLegs().length > 0),
		callIsUp: () =>
			Promise.resolve(phones.currentCalls().some(({ from }) => from === numbers.agent)),
		async quiet() {
			for (const { id } of phones.currentCalls()) phones.endCall(id);
			await Promise.resolve();
		},
		close: () => ucm.close(),
	};
}
