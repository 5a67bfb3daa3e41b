import type { Bench } from '../bench.cts';
import type { MonitoringSubject } from '../monitoring/monitoringSubject.cts';
import { ScenarioRun, type Finding, type Scenario } from './scenarioRun.cts';

export interface Reporter {
	started(scenario: string): void;
	/** The subject cannot do this at all. */
	unsupported(scenario: string, part: string): void;
	record(finding: Finding): void;
}

/** Runs the scenarios one after the other, each on a PBX without calls. */
export async function runScenarios(
	bench: Bench,
	subject: MonitoringSubject,
	scenarios: Scenario[],
	reporter: Reporter,
): Promise<void> {
	for (const scenario of scenarios) {
		const { name, needs } = scenario;
		if (needs !== undefined && subject[needs] === undefined) {
			reporter.unsupported(name, needs);
			continue;
		}
		reporter.started(name);
		const run = new ScenarioRun(bench, subject, name, (finding) => reporter.record(finding));
		await scenario.steps(run).catch((error: unknown) => {
			const failure = error instanceof Error ? error.message : String(error);
			reporter.record({
				kind: 'fact',
				scenario: name,
				what: 'the scenario can be played',
				failure,
			});
		});
		await bench.hangUpAll();
	}
}
