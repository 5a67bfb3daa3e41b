import type { MonitorMode } from '../../pbx/model/monitoring';
import type { Scenario, ScenarioRun } from '../asterisk/scenarios/scenarioRun.cts';
import { agent, startMonitoring, supervisor } from '../asterisk/scenarios/steps.cts';
import { fieldOf, type Chain } from './chain.cts';

const short = 2_000;
const long = 3_000;

/** What a CRM's event has to bring about, whatever lies between n8n and the phones. */
export function chainScenarios(chain: Chain): Scenario[] {
	return [
		inMode(chain, 'listen', 'listen'),
		inMode(chain, 'whisper', 'whisper'),
		inMode(chain, 'barge-in', 'bargeIn'),
		agentIsInNoCall(chain),
	];
}

function inMode(chain: Chain, name: string, mode: MonitorMode): Scenario {
	return {
		name,
		async steps(run) {
			const { callerChannel } = await run.bench.call('B', 'C');
			await run.measure('before', 'notMonitored', short);
			if (chain.through) chain.through.journal.length = 0;
			await startMonitoring(run, mode, callerChannel);
			await expectResult(run, chain);
			await expectRequests(run, chain, mode);
			await run.measure('during', mode, long);
		},
	};
}

/** `answered` where the PBX shows the phone's state only; `monitoring` where it shows the supervisor's leg. */
async function expectResult(run: ScenarioRun, { answers, result }: Chain): Promise<void> {
	const body = answers.at(-1)?.body;
	await run.expect(`the CRM is answers: ${result}`, () =>
		fieldOf(body, 'whisper') === result
			? Promise.resolve()
			: Promise.reject(new Error(`it is answers ${JSON.stringify(body)}`)),
	);
}

/** One order went over the wire, as documented; what follows only watches the phone. */
async function expectRequests(
	run: ScenarioRun,
	{ through }: Chain,
	mode: MonitorMode,
): Promise<void> {
	if (!through) return;
	const requests = through.wantedRequests(mode, supervisor, agent);
	const wanted = requests.join(', then ');
	const seen = through.journal.flatMap((entry) => through.requestText(entry) ?? []);
	const [order, watching] = [seen.slice(0, requests.length), seen.slice(requests.length)];
	const again = requests.at(-1) ?? '';
	await run.expect(`the API was asked once: ${wanted}`, () =>
		order.join(', then ') === wanted && !watching.includes(again)
			? Promise.resolve()
			: Promise.reject(new Error(`it was asked ${seen.join(' and ') || 'nothing'}`)),
	);
}

function agentIsInNoCall(chain: Chain): Scenario {
	return {
		name: 'the agent is in no call',
		async steps(run) {
			const { status, body } = await chain.post('whisper', supervisor, agent);
			await run.expect(`the CRM is answers why not: ${String(fieldOf(body, 'why'))}`, () =>
				status === 409 && String(fieldOf(body, 'why')).includes(agent)
					? Promise.resolve()
					: Promise.reject(new Error(`the workflow answered ${status}`)),
			);
			const channels = await run.bench.amiObserver.channels();
			await run.expect('no phone rings', () =>
				channels.length === 0 ? Promise.resolve() : Promise.reject(new Error('one does')),
			);
		},
	};
}
