import type { ManualApi } from '../../simulator/manualApi.cts';
import { extensionOf } from '../asterisk/phones.cts';
import type { Scenario, ScenarioRun } from '../asterisk/scenarios/scenarioRun.cts';
import { expectNoCalls } from '../asterisk/scenarios/steps.cts';
import { client } from '../../test/simulator/api.cts';

const { B: agent, C: customer, D: secondAgent } = extensionOf;

/** The rest of the manual's API, as far as an Asterisk can do it. */
export function otherPermutations(api: ManualApi): Scenario {
	return {
		name: "the other orders of the manual's API",
		async play(scene) {
			api.switches.dialReply = 'callid';
			const ask = await client(api);
			const ofAgent = { extid: agent };
			const since = scene.bench.witness.now();
			const order = { caller: agent, callee: customer, autoanswer: 'yes' };
			const { callid } = await ask('extension/dial_extension', order);
			await scene.expect('dial: agent and customer are connected', async () => {
				await scene.bench.bridged('B', since);
				await scene.bench.bridged('C', since);
			});
			const agentSeen = await ask('extension/query', ofAgent);
			await answers(scene, 'query: the agent is busy', agentSeen, '"status":"Busy"');
			await answers(scene, 'query: with the customer', agentSeen, `"extid":"${customer}"`);
			await answers(scene, 'mute', await ask('extension/mute', ofAgent), 'Success');
			await answers(scene, 'unmute', await ask('extension/unmute', ofAgent), 'Success');
			const held = await ask('extension/hold', ofAgent);
			await answers(scene, 'hold: no manager of Asterisk can order it', held, '10003');
			const transfer = (to: string) =>
				ask('calltransfer', { callid: String(callid), transferor: agent, transferto: to });
			await answers(scene, 'transfer to a number that is none', await transfer('9'), '10011');
			await answers(scene, 'transfer', await transfer(secondAgent), 'Success');
			await scene.expect('transfer: the second agent is connected', () =>
				scene.bench.bridged('D', since),
			);
			const hangUp = () => ask('extension/hangup', { extid: customer });
			await answers(scene, 'hang up', await hangUp(), 'Success');
			await expectNoCalls(scene);
			await answers(scene, 'hang up what is over', await hangUp(), '10007');
		},
	};
}

async function answers(
	scene: ScenarioRun,
	what: string,
	answer: Record<string, unknown>,
	wanted: string,
): Promise<void> {
	const text = JSON.stringify(answer);
	await scene.expect(`${what}: the API answers ${wanted}`, () =>
		text.includes(wanted) ? Promise.resolve() : Promise.reject(new Error(text)),
	);
}
