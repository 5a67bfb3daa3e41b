import {
	prove,
	usualRoles,
	type Roles,
	type Levels,
	type Proof,
	type Situation,
} from '../audio/verdict.cts';
import type { Bench } from '../bench.cts';
import type { MonitoringSubject } from '../monitoring/monitoringSubject.cts';

/** Levels that were measured, and the verdict on them. */
export interface Measurement {
	kind: 'measurement';
	scenario: string;
	what: string;
	situation: Situation;
	roles: Roles;
	levels: Levels;
	proof: Proof;
}

/** Something that the AMI observer saw, or did not see. */
export interface Fact {
	kind: 'fact';
	scenario: string;
	what: string;
	/** Why it is not so. */
	failure?: string;
}

export type Finding = Measurement | Fact;

/** One run of a scenario: the bench, the subject, and what records the findings. */
export class ScenarioRun {
	constructor(
		readonly bench: Bench,
		readonly subject: MonitoringSubject,
		private readonly scenario: string,
		private readonly record: (finding: Finding) => void,
	) {}

	/** Measures who hears whom, and judges it as `situation` and as all the others. */
	async measure(
		what: string,
		situation: Situation,
		milliseconds: number,
		roles: Roles = usualRoles,
	) {
		const levels = await this.bench.measure(milliseconds);
		const proof = prove(levels, situation, roles);
		const { scenario } = this;
		this.record({ kind: 'measurement', scenario, what, situation, roles, levels, proof });
	}

	/** Notes whether something comes true; goes on when it does not. */
	async expect(what: string, comesTrue: () => Promise<unknown>): Promise<void> {
		const fact = { kind: 'fact', scenario: this.scenario, what } as const;
		try {
			await comesTrue();
			this.record(fact);
		} catch (error) {
			this.record({ ...fact, failure: error instanceof Error ? error.message : String(error) });
		}
	}
}

export interface Scenario {
	name: string;
	/** Part of the interface that it cannot do without. */
	needs?: 'changeMode' | 'stop';
	steps(run: ScenarioRun): Promise<void>;
}

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
