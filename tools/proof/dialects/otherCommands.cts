import type { ManualApi } from '../../../simulator/manualApi.cts';
import { extensionOf } from '../../asterisk/phones.cts';
import type { Scenario, ScenarioRun } from '../../asterisk/scenarios/scenarioRun.cts';
import { expectNoCalls } from '../../asterisk/scenarios/steps.cts';
import { client } from '../../../test/simulator/api.cts';

const { B: agent, C: customer, D: secondAgent } = extensionOf;

/** The rest of the manual's API, as far as an Asterisk can do it. */
export function otherCommands(api: ManualApi): Scenario {
	return {
		name: "the other commands of the manual's API",
		async steps(run) {
			api.switches.dialReply = 'callid';
			const ask = await client(api);
			const ofAgent = { extid: agent };
			const since = run.bench.amiObserver.now();
			const dial = { caller: agent, callee: customer, autoanswer: 'yes' };
			const { callid } = await ask('extension/dial_extension', dial);
			await run.expect('dial: agent and customer are connected', async () => {
				await run.bench.bridged('B', since);
				await run.bench.bridged('C', since);
			});
			const agentSeen = await ask('extension/query', ofAgent);
			await answers(run, 'query: the agent is busy', agentSeen, '"status":"Busy"');
			await answers(run, 'query: with the customer', agentSeen, `"extid":"${customer}"`);
			await answers(run, 'mute', await ask('extension/mute', ofAgent), 'Success');
			await answers(run, 'unmute', await ask('extension/unmute', ofAgent), 'Success');
			const held = await ask('extension/hold', ofAgent);
			await answers(run, 'hold: no manager of Asterisk can start it', held, '10003');
			const transfer = (to: string) =>
				ask('calltransfer', { callid: String(callid), transferor: agent, transferto: to });
			await answers(run, 'transfer to a number that is none', await transfer('9'), '10011');
			await answers(run, 'transfer', await transfer(secondAgent), 'Success');
			await run.expect('transfer: the second agent is connected', () =>
				run.bench.bridged('D', since),
			);
			const hangUp = () => ask('extension/hangup', { extid: customer });
			await answers(run, 'hang up', await hangUp(), 'Success');
			await expectNoCalls(run);
			await answers(run, 'hang up what is over', await hangUp(), '10007');
		},
	};
}

async function answers(
	run: ScenarioRun,
	what: string,
	answer: Record<string, unknown>,
	wanted: string,
): Promise<void> {
	const text = JSON.stringify(answer);
	await run.expect(`${what}: the API answers ${wanted}`, () =>
		text.includes(wanted) ? Promise.resolve() : Promise.reject(new Error(text)),
	);
}
