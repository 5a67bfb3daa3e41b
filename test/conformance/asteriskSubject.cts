import { Bench } from '../../tools/asterisk/bench.cts';
import {
	channelsOf,
	extensionOf,
	outsidePhone,
	queue,
	trunk,
	type PhoneName,
} from '../../tools/asterisk/phones.cts';
import { credentialOf } from '../pbx/drivers/asterisk/realLine.cts';
import { connected } from '../pbx/drivers/connected.cts';
import type { Subject } from './subject.cts';

/** A real Asterisk with real phones. */
export async function asteriskSubject(): Promise<Subject> {
	const bench = await Bench.open({ audioCapture: 'recordings' });
	let requests = 0;
	/** Phones that were set to ring until somebody picks up. */
	const ringing: PhoneName[] = [];
	const pbx = connected(credentialOf(bench, Bench.users.n8n), { watch: () => (requests += 1) });
	const talking = async (from: 'A' | 'B', to: 'C') => {
		await bench.call(from, to);
	};
	return {
		name: 'Asterisk on the bench',
		capabilities: {
			startIs: 'monitoring',
			permissions: 'unknown',
			internalCalls: 'whoCalledWhom',
			pauses: 'oneQueue',
			waitingCallers: 'shown',
			offers: ['stop', 'changeMode', 'hangUp', 'park', 'attendedTransfer'],
		},
		numbers: {
			supervisor: extensionOf.A,
			agent: extensionOf.B,
			customer: extensionOf.C,
			unassigned: '1999',
			queue,
			dynamicAgent: extensionOf.A,
		},
		pbx,
		requests: () => requests,
		agentTalks: () => talking('B', 'C'),
		supervisorTalks: () => talking('A', 'C'),
		async callerWaits() {
			for (const name of ['B', 'C'] as const) {
				ringing.push(name);
				await bench.setAnswering(name, 'manual');
			}
			await bench.phone(outsidePhone).dialFromOutside(queue);
			return trunk.customer;
		},
		async supervisorPhone(state) {
			if (state === 'unplugged') await bench.switchOff('A');
			else await bench.switchOn('A', 'byHeader');
		},
		async supervisorIsOnTheCall() {
			const channels = await bench.channels('A');
			return channels.some(
				({ application, applicationdata = '' }) =>
					application === 'ChanSpy' && channelsOf('B').test(applicationdata),
			);
		},
		async callIsUp() {
			return (await bench.channels('B')).some(({ bridgeid = '' }) => bridgeid !== '');
		},
		async quiet() {
			await bench.hangUpAll();
			for (const name of ringing.splice(0)) await bench.setAnswering(name, 'auto');
		},
		close: () => bench.close(),
	};
}
