import {
	prove,
	usualCast,
	type Cast,
	type Levels,
	type Proof,
	type Situation,
} from '../audio/verdict.cts';
import type { Bench } from '../bench.cts';
import type { MonitoringSubject } from '../monitoring/monitoringSubject.cts';

/** Levels that were measured, and what the judge made of them. */
export interface Measurement {
	kind: 'measurement';
	scenario: string;
	what: string;
	situation: Situation;
	cast: Cast;
	levels: Levels;
	proof: Proof;
}

/** Something the witness saw, or did not see. */
export interface Fact {
	kind: 'fact';
	scenario: string;
	what: string;
	/** Why it is not so. */
	failure?: string;
}

export type Finding = Measurement | Fact;

/** The stage of one scenario: the bench, what is under test, and somebody who takes notes. */
export class ScenarioRun {
	constructor(
		readonly bench: Bench,
		readonly underTest: MonitoringSubject,
		private readonly scenario: string,
		private readonly note: (finding: Finding) => void,
	) {}

	/** Measures who hears whom, and has it judged as `situation` and as all the others. */
	async measure(what: string, situation: Situation, milliseconds: number, cast: Cast = usualCast) {
		const levels = await this.bench.measure(milliseconds);
		const proof = prove(levels, situation, cast);
		const { scenario } = this;
		this.note({ kind: 'measurement', scenario, what, situation, cast, levels, proof });
	}

	/** Notes whether something comes true; goes on when it does not. */
	async expect(what: string, comesTrue: () => Promise<unknown>): Promise<void> {
		const fact = { kind: 'fact', scenario: this.scenario, what } as const;
		try {
			await comesTrue();
			this.note(fact);
		} catch (error) {
			this.note({ ...fact, failure: error instanceof Error ? error.message : String(error) });
		}
	}
}

export interface Scenario {
	name: string;
	/** Part of the interface that it cannot do without. */
	needs?: 'changeMode' | 'stop';
	play(scene: ScenarioRun): Promise<void>;
}
