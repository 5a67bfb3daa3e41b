import type { InMemoryPbx } from '../../simulator/model/inMemory/inMemoryPbx.cts';
import type { Subject } from './subject.cts';

type PhonesOfSubject = Pick<
	Subject,
	| 'numbers'
	| 'agentTalks'
	| 'supervisorTalks'
	| 'callerWaits'
	| 'supervisorPhone'
	| 'supervisorIsOnTheCall'
	| 'callIsUp'
	| 'quiet'
>;

/** What people do at the phones of the simulator, whichever API stands in front of them. */
export function simulatedPhones(phones: InMemoryPbx): PhonesOfSubject {
	const numbers = {
		supervisor: '101',
		agent: '106',
		customer: '107',
		unassigned: '999',
		queue: '9998',
		dynamicAgent: '100',
	};
	return {
		numbers,
		async agentTalks() {
			phones.startCall({ direction: 'internal', from: numbers.agent, to: numbers.customer });
			await Promise.resolve();
		},
		async supervisorTalks() {
			phones.startCall({ direction: 'internal', from: numbers.supervisor, to: numbers.customer });
			await Promise.resolve();
		},
		async callerWaits() {
			const from = '0151234567';
			phones.startCall({ direction: 'inbound', from, to: numbers.queue });
			return await Promise.resolve(from);
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
	};
}
