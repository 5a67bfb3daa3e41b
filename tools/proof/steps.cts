import type { OwnedN8n } from '../n8n/ownedN8n.cts';
import { Bench } from '../asterisk/bench.cts';
import { monitoringByDriver } from '../asterisk/monitoring/driverSubject.cts';
import { plainAmi } from '../asterisk/monitoring/plainAmi.cts';
import type { MonitoringSubject } from '../asterisk/monitoring/monitoringSubject.cts';
import { scenarios } from '../asterisk/scenarios/scenarios.cts';
import type { Scenario } from '../asterisk/scenarios/scenarioRun.cts';
import { chainThroughApi, chainToAsterisk, type Chain } from './chain.cts';
import { chainScenarios } from './chainScenarios.cts';
import type { OpenDialect } from './dialects/dialect.cts';
import { grandstreamUcm } from './dialects/grandstreamUcm.cts';
import { openVox } from './dialects/openVox.cts';
import { yeastarP } from './dialects/yeastarP.cts';

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
		return {
			subject: chain,
			scenarios: [...chainScenarios(chain), ...(chain.through?.moreScenarios ?? [])],
			close: () => chain.close(),
		};
	};

const throughApi = (open: OpenDialect): OpenStep =>
	throughN8n((bench, owned) => chainThroughApi(bench, owned, open));

/** All steps, by the name that `--subject` takes. */
export const steps: Record<string, OpenStep> = {
	ami: directly((bench) => plainAmi(bench.url, Bench.users.n8n)),
	driver: directly((bench) => Promise.resolve(monitoringByDriver(bench))),
	'n8n-json': throughApi(openVox('json')),
	'n8n-xml': throughApi(openVox('xml')),
	'n8n-yeastarP': throughApi(yeastarP),
	'n8n-grandstreamUcm': throughApi(grandstreamUcm),
	'n8n-asterisk': throughN8n(chainToAsterisk),
};
