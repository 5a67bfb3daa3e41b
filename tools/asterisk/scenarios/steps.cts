import type { MonitorMode } from '../../../pbx/model/monitoring';
import type { Moment } from '../ami/amiObserver.cts';
import { channelsOf } from '../phones.cts';
import { extensionOf } from '../phones.cts';
import { until } from '../../poll.cts';
import type { ScenarioRun } from './scenarioRun.cts';

export const supervisor = extensionOf.A;
export const agent = extensionOf.B;

const timeoutMs = 10_000;
const supervisorsChannel = channelsOf('A');

/** Puts the supervisor on the agent's call; the AMI observer sees on which channel. */
export async function startMonitoring(
	run: ScenarioRun,
	mode: MonitorMode,
	agentsChannel: string,
): Promise<void> {
	const { bench, subject } = run;
	const since = bench.amiObserver.now();
	await subject.start(mode, supervisor, agent);
	await run.expect("the PBX puts the supervisor on the agent's channel", () =>
		bench.amiObserver.event({ event: 'ChanSpyStart', spyeechannel: agentsChannel }, since),
	);
}

/** The agent calls the customer, and the supervisor is put on the call. */
export async function monitoredCall(run: ScenarioRun, mode: MonitorMode): Promise<void> {
	const { callerChannel } = await run.bench.call('B', 'C');
	await startMonitoring(run, mode, callerChannel);
}

/** The monitoring is over and the supervisor's phone is free again. */
export async function expectEnd(run: ScenarioRun, since: Moment): Promise<void> {
	const { amiObserver } = run.bench;
	await run.expect('the PBX ends the monitoring', () =>
		amiObserver.event({ event: 'ChanSpyStop' }, since),
	);
	await run.expect("the supervisor's phone is free again", () =>
		amiObserver.event({ event: 'Hangup', channel: supervisorsChannel }, since),
	);
}

export async function expectNoCalls(run: ScenarioRun): Promise<void> {
	await run.expect('no call is left on the PBX', () =>
		until('the PBX to have no calls', timeoutMs, async () =>
			(await run.bench.amiObserver.channels()).length === 0 ? true : undefined,
		),
	);
}
