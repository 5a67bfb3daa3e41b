import type { Switches } from '../../simulator/api/yeastarP/switches.cts';
import { startSimulator } from '../../simulator/simulator.cts';
import { connected } from '../pbx/drivers/connected.cts';
import type { Subject } from './subject.cts';

/** Yeastar's P-Series, on the simulator. */
export async function yeastarPSubject(switches: Partial<Switches> = {}): Promise<Subject> {
	const simulator = await startSimulator({ family: 'yeastarP', switches });
	const { pbx: phones, account } = simulator;
	const numbers = {
		supervisor: '101',
		agent: '106',
		customer: '107',
		unassigned: '999',
		queue: '9998',
	};
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
		close: () => simulator.close(),
	};
}
