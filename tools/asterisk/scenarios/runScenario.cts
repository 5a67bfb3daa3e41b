import type { Bench } from '../bench.cts';
import type { MonitoringSubject } from '../monitoring/monitoringSubject.cts';
import { ScenarioRun, type Finding, type Scenario } from './scenarioRun.cts';

export interface Audience {
	begins(scenario: string): void;
	/** What is under test cannot do this at all. */
	notOffered(scenario: string, part: string): void;
	finds(finding: Finding): void;
}

/** Plays the scenarios one after the other, each on a PBX without calls. */
export async function runScenario(
	bench: Bench,
	underTest: MonitoringSubject,
	scenarios: Scenario[],
	audience: Audience,
): Promise<void> {
	for (const scenario of scenarios) {
		const { name, needs } = scenario;
		if (needs !== undefined && underTest[needs] === undefined) {
			audience.notOffered(name, needs);
			continue;
		}
		audience.begins(name);
		const scene = new ScenarioRun(bench, underTest, name, (finding) => audience.finds(finding));
		await scenario.play(scene).catch((error: unknown) => {
			const failure = error instanceof Error ? error.message : String(error);
			audience.finds({ kind: 'fact', scenario: name, what: 'the scenario can be played', failure });
		});
		await bench.hangUpAll();
	}
}
