import type { OwnedN8n } from '../n8n/ownedN8n.cts';
import { Bench } from '../asterisk/bench.cts';
import { monitoringByDriver } from '../asterisk/monitoring/driverSubject.cts';
import { plainAmi } from '../asterisk/monitoring/plainAmi.cts';
import type { MonitoringSubject } from '../asterisk/monitoring/monitoringSubject.cts';
import { scenarios } from '../asterisk/scenarios/scenarios.cts';
import type { Scenario } from '../asterisk/scenarios/scenarioRun.cts';
import { chainThroughManualApi, chainToAsterisk, type Chain } from './chain.cts';
import { chainScenarios } from './chainScenarios.cts';
import { otherCommands } from './otherCommands.cts';

/** What can be opened once and is used by several steps. */
export interface ProofContext {
	bench: Bench;
	openN8n: () => Promise<OwnedN8n>;
}

/** A subject, and the scenarios that it has to pass. */
export interface Step {
	subject: MonitoringSubject;
	scenarios: Scenario[];
	close: () => Promise<void>;
}

export type OpenStep = (stage: ProofContext) => Promise<Step>;

const directly =
	(openSubject: (bench: Bench) => Promise<MonitoringSubject>): OpenStep =>
	async ({ bench }) => ({
		subject: await openSubject(bench),
		scenarios,
		close: () => Promise.resolve(),
	});

const throughN8n =
	(open: (bench: Bench, owned: OwnedN8n) => Promise<Chain>): OpenStep =>
	async ({ bench, openN8n }) => {
		const chain = await open(bench, await openN8n());
		const { through } = chain;
		const more = through?.format === 'json' ? [otherCommands(through.api)] : [];
		return {
			subject: chain,
			scenarios: [...chainScenarios(chain), ...more],
			close: () => chain.close(),
		};
	};

/** All steps, by the name that `--subject` takes. */
export const steps: Record<string, OpenStep> = {
	ami: directly((bench) => plainAmi(bench.url, Bench.users.n8n)),
	driver: directly((bench) => Promise.resolve(monitoringByDriver(bench))),
	'n8n-json': throughN8n((bench, owned) => chainThroughManualApi(bench, owned, 'json')),
	'n8n-xml': throughN8n((bench, owned) => chainThroughManualApi(bench, owned, 'xml')),
	'n8n-asterisk': throughN8n(chainToAsterisk),
};
