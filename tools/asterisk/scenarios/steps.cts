import type { MonitorMode } from '../../../pbx/model/monitoring';
import type { Moment } from '../ami/amiObserver.cts';
import { channelsOf } from '../bench.cts';
import { extensionOf } from '../phones.cts';
import { until } from '../until.cts';
import type { ScenarioRun } from './scenarioRun.cts';

export const supervisor = extensionOf.A;
export const agent = extensionOf.B;

const patience = 10_000;
const supervisorsChannel = channelsOf('A');

/** Puts the supervisor on the agent's call; the witness sees on which channel. */
export async function startMonitoring(
	scene: ScenarioRun,
	mode: MonitorMode,
	agentsChannel: string,
): Promise<void> {
	const { bench, underTest } = scene;
	const since = bench.witness.now();
	await underTest.start(mode, supervisor, agent);
	await scene.expect("the PBX puts the supervisor on the agent's channel", () =>
		bench.witness.event({ event: 'ChanSpyStart', spyeechannel: agentsChannel }, since),
	);
}

/** The agent calls the customer, and the supervisor is put on the call. */
export async function monitoredCall(scene: ScenarioRun, mode: MonitorMode): Promise<void> {
	const { callerChannel } = await scene.bench.call('B', 'C');
	await startMonitoring(scene, mode, callerChannel);
}

/** The monitoring is over and the supervisor's phone is free again. */
export async function expectEnd(scene: ScenarioRun, since: Moment): Promise<void> {
	const { witness } = scene.bench;
	await scene.expect('the PBX ends the monitoring', () =>
		witness.event({ event: 'ChanSpyStop' }, since),
	);
	await scene.expect("the supervisor's phone is free again", () =>
		witness.event({ event: 'Hangup', channel: supervisorsChannel }, since),
	);
}

export async function expectNoCalls(scene: ScenarioRun): Promise<void> {
	await scene.expect('no call is left on the PBX', () =>
		until('the PBX to have no calls', patience, async () =>
			(await scene.bench.witness.channels()).length === 0 ? true : undefined,
		),
	);
}
