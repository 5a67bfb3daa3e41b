import type { MonitorMode } from '../../../pbx/model/monitoring';
import type { Cast } from '../audio/verdict.cts';
import { extensionOf } from '../phones.cts';
import type { Scenario } from './scenarioRun.cts';
import {
	agent,
	expectEnd,
	expectNoCalls,
	monitoredCall,
	startMonitoring,
	supervisor,
} from './steps.cts';

const short = 2_000;
const long = 3_000;

const notMonitored: Scenario = {
	name: 'no monitoring',
	async play(scene) {
		await scene.bench.call('B', 'C');
		await scene.measure('agent and customer talk', 'notMonitored', long);
	},
};

const inMode = (name: string, mode: MonitorMode): Scenario => ({
	name,
	async play(scene) {
		const { callerChannel } = await scene.bench.call('B', 'C');
		await scene.measure('before', 'notMonitored', short);
		await startMonitoring(scene, mode, callerChannel);
		await scene.measure('during', mode, long);
	},
});

const agentWasCalled: Scenario = {
	name: 'whisper, the customer has called the agent',
	async play(scene) {
		const { calledChannel } = await scene.bench.call('C', 'B');
		await startMonitoring(scene, 'whisper', calledChannel);
		await scene.measure('during', 'whisper', short);
	},
};

const modeChange: Scenario = {
	name: 'change of mode in mid-call',
	needs: 'changeMode',
	async play(scene) {
		await monitoredCall(scene, 'whisper');
		await scene.measure('whisper', 'whisper', short);
		for (const [what, mode] of changes) {
			await scene.underTest.changeMode?.(mode, supervisor, agent);
			await scene.measure(what, mode, short);
		}
	},
};

const changes: [string, MonitorMode][] = [
	['then barge-in', 'bargeIn'],
	['then listen', 'listen'],
	['then whisper again', 'whisper'],
];

const stop: Scenario = {
	name: 'stop',
	needs: 'stop',
	async play(scene) {
		await monitoredCall(scene, 'whisper');
		await scene.measure('before the stop', 'whisper', short);
		const since = scene.bench.witness.now();
		await scene.underTest.stop?.(supervisor, agent);
		await expectEnd(scene, since);
		await scene.measure('after the stop the call goes on', 'notMonitored', short);
	},
};

const supervisorHangsUp: Scenario = {
	name: 'the supervisor hangs up',
	async play(scene) {
		await monitoredCall(scene, 'whisper');
		await scene.measure('before', 'whisper', short);
		const since = scene.bench.witness.now();
		await scene.bench.phone('A').hangup();
		await expectEnd(scene, since);
		await scene.measure('the call goes on', 'notMonitored', short);
	},
};

const customerHangsUp: Scenario = {
	name: 'the customer hangs up while the supervisor whispers',
	async play(scene) {
		await monitoredCall(scene, 'whisper');
		await scene.measure('before', 'whisper', short);
		const since = scene.bench.witness.now();
		await scene.bench.phone('C').hangup();
		await expectEnd(scene, since);
		await expectNoCalls(scene);
		await scene.measure('nobody hears anybody', 'noCall', short);
	},
};

const transferred: Cast = { supervisor: 'A', agent: 'D', customer: 'C' };

const agentTransfers: Scenario = {
	name: 'the agent transfers the call',
	async play(scene) {
		const { bench } = scene;
		await monitoredCall(scene, 'whisper');
		await scene.measure('before', 'whisper', short);
		const since = bench.witness.now();
		await bench.phone('B').transfer(extensionOf.D);
		await scene.expect('the customer is connected with the second agent', () =>
			bench.bridged('D', since),
		);
		await expectEnd(scene, since);
		await scene.measure('customer and second agent are alone', 'notMonitored', short, transferred);
	},
};

const loopbackOnly: Scenario = {
	name: 'nothing leaves this machine',
	async play(scene) {
		await monitoredCall(scene, 'whisper');
		await scene.expect('every socket of the PBX and the phones is on loopback', () => {
			const found = scene.bench
				.strangers()
				.map(({ pid, protocol, address }) => `${pid} ${protocol} ${address}`);
			return found.length === 0 ? Promise.resolve() : Promise.reject(new Error(found.join(', ')));
		});
	},
};

/** What monitoring has to do on a real PBX, whoever orders it. */
export const scenarios: Scenario[] = [
	notMonitored,
	inMode('listen', 'listen'),
	inMode('whisper', 'whisper'),
	inMode('barge-in', 'bargeIn'),
	agentWasCalled,
	modeChange,
	stop,
	supervisorHangsUp,
	customerHangsUp,
	agentTransfers,
	loopbackOnly,
];
