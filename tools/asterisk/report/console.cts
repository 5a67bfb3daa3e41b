import type { Audience } from '../scenarios/runScenario.cts';
import type { Finding } from '../scenarios/scenarioRun.cts';
import { matrix } from './matrix.cts';
import { checksOf } from './tally.cts';

/** Tells a person at a terminal what happens, and keeps what was found. */
export class Console implements Audience {
	readonly findings: Finding[] = [];

	constructor(private readonly say: (line: string) => void) {}

	/** Tells about one thing under test; what was found in it. */
	async during(
		underTest: string,
		work: (audience: Audience) => Promise<void>,
	): Promise<readonly Finding[]> {
		this.say('');
		this.say(`═══ under test: ${underTest}`);
		const before = this.findings.length;
		await work(this);
		return this.findings.slice(before);
	}

	begins(scenario: string): void {
		this.say('');
		this.say(`── ${scenario}`);
	}

	notOffered(scenario: string, part: string): void {
		this.say('');
		this.say(`── ${scenario}: not played, what is under test offers no ${part}`);
	}

	finds(finding: Finding): void {
		this.findings.push(finding);
		if (finding.kind === 'measurement') for (const line of matrix(finding)) this.say(`  ${line}`);
		const indent = finding.kind === 'measurement' ? '    ' : '  ';
		for (const { passed, text } of checksOf(finding))
			this.say(`${indent}${passed ? '✓' : '✗'} ${text}`);
	}

	/** The closing line; whether everything passed. */
	close(): boolean {
		const checks = this.findings.flatMap(checksOf);
		const passed = checks.filter((check) => check.passed).length;
		this.say('');
		for (const finding of this.findings)
			for (const check of checksOf(finding))
				if (!check.passed) this.say(`FAILED  ${finding.scenario} · ${finding.what}: ${check.text}`);
		this.say(`${passed} passed, ${checks.length - passed} failed`);
		return passed === checks.length && passed > 0;
	}
}
