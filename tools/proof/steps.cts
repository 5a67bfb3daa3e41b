import type { Bench } from '../asterisk/bench.cts';
import { subjects, type Subject } from '../asterisk/monitoring/subjects.cts';
import type { MonitoringSubject } from '../asterisk/monitoring/monitoringSubject.cts';
import { scenarios } from '../asterisk/scenarios/scenarios.cts';
import type { Scenario } from '../asterisk/scenarios/scenarioRun.cts';
import { chainThroughManualApi, chainToAsterisk, type Chain } from './chain.cts';
import { chainScenarios } from './chainScenarios.cts';
import type { ProofEnvironment } from './environment.cts';
import { otherPermutations } from './otherPermutations.cts';

/** What can be opened once and is used by several acts. */
export interface Stage {
	bench: Bench;
	n8nHouse: () => Promise<ProofEnvironment>;
}

/** Something under test, and what it has to go through. */
export interface Step {
	underTest: MonitoringSubject;
	scenarios: Scenario[];
	close: () => Promise<void>;
}

export type OpenAct = (stage: Stage) => Promise<Step>;

const directly =
	(subject: Subject): OpenAct =>
	async ({ bench }) => ({
		underTest: await subject(bench),
		scenarios,
		close: () => Promise.resolve(),
	});

const throughN8n =
	(open: (bench: Bench, house: ProofEnvironment) => Promise<Chain>): OpenAct =>
	async ({ bench, n8nHouse }) => {
		const chain = await open(bench, await n8nHouse());
		const { through } = chain;
		const more = through?.format === 'json' ? [otherPermutations(through.api)] : [];
		return {
			underTest: chain,
			scenarios: [...chainScenarios(chain), ...more],
			close: () => chain.close(),
		};
	};

/** All acts, by the name that `--under-test` takes. */
export const steps: Record<string, OpenAct> = {
	...Object.fromEntries(
		Object.entries(subjects).map(([name, subject]) => [name, directly(subject)]),
	),
	'n8n-json': throughN8n((bench, house) => chainThroughManualApi(bench, house, 'json')),
	'n8n-xml': throughN8n((bench, house) => chainThroughManualApi(bench, house, 'xml')),
	'n8n-asterisk': throughN8n(chainToAsterisk),
};
