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
