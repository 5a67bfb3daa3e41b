import type { MonitorMode } from '../../../pbx/model/monitoring';
import type { Roles } from '../audio/verdict.cts';
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
	async steps(run) {
		await run.bench.call('B', 'C');
		await run.measure('agent and customer talk', 'notMonitored', long);
	},
};

const inMode = (name: string, mode: MonitorMode): Scenario => ({
	name,
	async steps(run) {
		const { callerChannel } = await run.bench.call('B', 'C');
		await run.measure('before', 'notMonitored', short);
		await startMonitoring(run, mode, callerChannel);
		await run.measure('during', mode, long);
	},
});

const agentWasCalled: Scenario = {
	name: 'whisper, the customer has called the agent',
	async steps(run) {
		const { calledChannel } = await run.bench.call('C', 'B');
		await startMonitoring(run, 'whisper', calledChannel);
		await run.measure('during', 'whisper', short);
	},
};

const modeChange: Scenario = {
	name: 'change of mode in mid-call',
	needs: 'changeMode',
	async steps(run) {
		await monitoredCall(run, 'whisper');
		await run.measure('whisper', 'whisper', short);
		for (const [what, mode] of changes) {
			await run.subject.changeMode?.(mode, supervisor, agent);
			await run.measure(what, mode, short);
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
	async steps(run) {
		await monitoredCall(run, 'whisper');
		await run.measure('before the stop', 'whisper', short);
		const since = run.bench.amiObserver.now();
		await run.subject.stop?.(supervisor, agent);
		await expectEnd(run, since);
		await run.measure('after the stop the call goes on', 'notMonitored', short);
	},
};

const supervisorHangsUp: Scenario = {
	name: 'the supervisor hangs up',
	async steps(run) {
		await monitoredCall(run, 'whisper');
		await run.measure('before', 'whisper', short);
		const since = run.bench.amiObserver.now();
		await run.bench.phone('A').hangup();
		await expectEnd(run, since);
		await run.measure('the call goes on', 'notMonitored', short);
	},
};

const customerHangsUp: Scenario = {
	name: 'the customer hangs up while the supervisor whispers',
	async steps(run) {
		await monitoredCall(run, 'whisper');
		await run.measure('before', 'whisper', short);
		const since = run.bench.amiObserver.now();
		await run.bench.phone('C').hangup();
		await expectEnd(run, since);
		await expectNoCalls(run);
		await run.measure('nothing is heard at any phone', 'noCall', short);
	},
};

const transferred: Roles = { supervisor: 'A', agent: 'D', customer: 'C' };

const agentTransfers: Scenario = {
	name: 'the agent transfers the call',
	async steps(run) {
		const { bench } = run;
		await monitoredCall(run, 'whisper');
		await run.measure('before', 'whisper', short);
		const since = bench.amiObserver.now();
		await bench.phone('B').transfer(extensionOf.D);
		await run.expect('the customer is connected with the second agent', () =>
			bench.bridged('D', since),
		);
		await expectEnd(run, since);
		await run.measure('customer and second agent are alone', 'notMonitored', short, transferred);
	},
};

const loopbackOnly: Scenario = {
	name: 'nothing leaves this machine',
	async steps(run) {
		await monitoredCall(run, 'whisper');
		await run.expect('every socket of the PBX and the phones is on loopback', () => {
			const found = run.bench
				.nonLoopbackSockets()
				.map(({ pid, protocol, address }) => `${pid} ${protocol} ${address}`);
			return found.length === 0 ? Promise.resolve() : Promise.reject(new Error(found.join(', ')));
		});
	},
};

/** What monitoring has to do on a real PBX, whatever asks for it. */
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
